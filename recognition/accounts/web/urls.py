from django.urls import path

from . import account, more, pages, second_factor, sign_in, unsent_page

urlpatterns = [
    path("", pages.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.sign_in_code, name="sign-in-code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("signed-out/", sign_in.signed_out, name="signed-out"),
    path("admin/login/", sign_in.admin_sign_in),
    path("account/", account.my_account, name="my-account"),
    path("account/password/", account.new_password, name="new-password"),
    path("account/sessions/end/", account.sign_out_elsewhere, name="sessions-end"),
    path("account/second-factor/", second_factor.set_up, name="second-factor"),
    path("account/second-factor/remove/", second_factor.remove, name="second-factor-remove"),
    path("typed/", unsent_page.show, name="unsent"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("favicon.ico", pages.favicon),
    path("more/", more.more, name="more"),
    path("help/", pages.help_page, name="help"),
    path("help/keys/", pages.help_keys, name="help-keys"),
    path("help/words/", pages.help_words, name="help-words"),
]
