# One image for web, worker, beat and migrate. It holds no setting: all come from the environment.

FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends npm && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv --without-pip .venv \
    && python -m pip --python .venv/bin/python install --no-cache-dir --require-hashes -r requirements.txt
COPY package.json package-lock.json .npmrc ./
COPY manage.py ./
COPY recognition recognition
COPY cases cases
COPY templates templates
COPY docs/glossary.md docs/
COPY static static
# The stand-ins of the demonstration serve this step alone; they do not stay in the image.
RUN DEMO=1 .venv/bin/python -m recognition.launch assets \
    && DEMO=1 LOG_LEVEL=WARNING .venv/bin/python manage.py collectstatic --noinput \
    && rm -rf node_modules .run

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app recognition \
    && install -d -o recognition /app/data /app/data/media
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    RUN_DIR=/app/data MEDIA_ROOT=/app/data/media
USER recognition
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': __import__('os').environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=4)"]
CMD ["gunicorn", "recognition.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--threads=4", "--worker-class=gthread", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--max-requests=5000", "--max-requests-jitter=500"]
