"""Every guard of the machine (domain 4.6), on the boundary day where it has one."""

from datetime import date, timedelta

import pytest

from cases.operations import close, consultation, decisions, objections, replies, validation
from cases.operations.file_eligibility_form import file_eligibility_form
from cases.operations.raise_information_request import raise_information_request
from cases.operations.revert import revert
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import RuleRefused, WrongState
from tests.cases.journey import POINT, Journey, on_b

pytestmark = pytest.mark.django_db


def refused_by(rule):
    return pytest.raises(RuleRefused, check=lambda error: error.rule == rule)


def test_a_form_needs_the_pl_number():
    journey = Journey(facts={"pl_number": ""}).drafted()
    with refused_by("PL-NUMBER"):
        file_eligibility_form(**journey.by("company"))


def test_validation_needs_the_fee():
    journey = Journey().validating()
    with refused_by("FEE-PAID"):
        validation.validate(**journey.by("validator"))


def test_validation_waits_for_a_complete_reference_package():
    journey = Journey(facts={"rr_package_unredacted": False}).validating()
    validation.record_fee(**journey.by("validator"), fee_reference="FEE-1")
    with refused_by("E12"):
        validation.validate(**journey.by("validator"))


def test_a_correction_that_has_arrived_lets_the_validator_judge_the_package():
    journey = Journey(facts={"rr_package_unredacted": False}).corrected()
    validation.record_fee(**journey.by("validator"), fee_reference="FEE-1")
    validation.receive_correction(**journey.after(7).by("company"))
    validation.validate(**journey.by("validator"))
    assert journey.case.state == "assessing"


def test_a_submission_that_has_arrived_does_not_lapse():
    journey = Journey(facts={"comparator_source": ""}).received()
    with refused_by("NOT-SUBMITTED"):
        close.lapse(**journey.by("lead"), reason="No submission followed.")


def test_b_does_not_stop_before_day_70():
    journey = on_b().assessing().after(69)
    with refused_by("B-STOP-DAY-70"):
        raise_information_request(**journey.by("lead"), points=[POINT])


def test_b_stops_on_day_70():
    assert on_b().asked().case.state == "awaiting_information"


def test_b_stops_once():
    journey = on_b().asked().after(39)
    replies.receive_information(**journey.by("lead"), answers={1: "As asked."})
    with refused_by("B-ONE-STOP"):
        raise_information_request(**journey.after(1).by("lead"), points=[POINT])


def test_a_runs_on_while_it_asks():
    case = Journey().asked().case
    assert (case.state, case.information_requests.get().stops_clock) == ("assessing", False)


def test_a_second_open_request_names_who_asked_the_first():
    journey = Journey().asked()
    with pytest.raises(WrongState, match="already awaits information, asked by"):
        raise_information_request(**journey.by("lead"), points=[POINT])


def test_a_reply_on_its_last_day_is_in_time():
    journey = on_b().asked().after(60)
    replies.receive_information(**journey.by("company"), answers={1: "As asked."})
    assert journey.case.state == "assessing"


def test_a_reply_a_day_late_has_to_be_accepted_by_a_person():
    journey = on_b().asked().after(61)
    with refused_by("REPLY-IN-TIME"):
        replies.receive_information(**journey.by("company"), answers={1: "As asked."})


def test_a_late_reply_is_accepted_with_a_reason():
    journey = on_b().overdue().after(5)
    replies.accept_late_reply(**journey.by("lead"), answers={1: "As asked."}, reason="The post was late.")
    assert journey.case.state == "assessing"


def test_the_system_does_not_call_a_reply_overdue_on_its_last_day():
    journey = on_b().asked().after(60)
    with refused_by("REPLY-LATE"):
        replies.mark_reply_overdue(application=journey.case, at=journey.at)


def test_a_reply_to_a_running_clock_arrives_while_the_commission_is_asked():
    journey = Journey().asked()
    consultation.start_consultation(**journey.after(1).by("lead"), reason="A refusal is proposed.")
    replies.receive_information(**journey.after(1).by("company"), answers={1: "As asked."})
    assert (journey.case.state, journey.case.information_requests.get().state) == ("consultation", "answered")


def test_a_late_reply_to_a_stopped_clock_waits_for_the_end_of_the_consultation():
    journey = on_b().overdue()
    consultation.start_consultation(**journey.by("lead"), reason="A refusal is proposed.")
    with pytest.raises(WrongState):
        replies.accept_late_reply(**journey.by("lead"), answers={1: "As asked."}, reason="The post was late.")
    with refused_by("REPLY-RUNNING-CLOCK"), locked(journey.case) as case:
        perform(case, "accept_late_reply_on_running_clock", actor=journey.by("lead")["actor"], at=journey.at)


def test_an_extension_on_the_reply_day_itself_is_in_time():
    journey = on_b().asked().after(60)
    until = journey.day + timedelta(days=30)
    replies.grant_extension(**journey.by("manager"), until=until, reason="A study ends then.")
    assert journey.case.deadlines.get(code="information_reply").due_on == until


def test_an_extension_after_the_reply_day_is_refused():
    journey = on_b().asked().after(61)
    with refused_by("EXTENSION-IN-TIME"):
        replies.grant_extension(**journey.by("manager"), until=journey.day + timedelta(days=5), reason="Late.")


@pytest.mark.parametrize(("days", "rule"), [(60, "EXTENSION-LATER"), (181, "REPLY-CEILING")])
def test_an_extension_moves_the_date_on_within_180_days(days, rule):
    journey = on_b().asked()
    until = journey.day + timedelta(days=days)
    with refused_by(rule):
        replies.grant_extension(**journey.by("manager"), until=until, reason="A study.")


def test_an_extension_to_the_180th_day_is_granted():
    journey = on_b().asked()
    until = journey.day + timedelta(days=180)
    replies.grant_extension(**journey.by("manager"), until=until, reason="A study.")
    assert journey.case.deadlines.get(code="information_reply").due_on == until


def test_a_timetable_reverts_only_for_an_open_major_objection():
    journey = Journey().assessing().after(20).objected(grade="other")
    with refused_by("OPEN-MAJOR-OBJECTION"):
        revert(**journey.by("lead"), reason="Not solvable.")


def test_a_reverts_on_day_60():
    journey = Journey().assessing().after(60).objected()
    revert(**journey.by("lead"), reason="Not solvable by day 60.")
    assert journey.case.route == "B"


def test_a_does_not_revert_on_day_61():
    journey = Journey().assessing().after(61).objected()
    with refused_by("REVERT-WINDOW"):
        revert(**journey.by("lead"), reason="Not solvable.")


def test_b_reverts_to_the_national_timetable_from_day_110():
    journey = on_b().assessing().after(109).objected()
    with refused_by("REVERT-WINDOW"):
        revert(**journey.by("lead"), reason="Not solvable.")
    revert(**journey.after(1).by("lead"), reason="Not solvable.")
    assert journey.case.route == "N"
    assert journey.case.deadlines.get(code="decision").due_on == journey.day + timedelta(days=100)


def test_a_grant_waits_for_the_major_objection():
    journey = Journey().assessing().assessed().objected()
    with refused_by("NO-OPEN-MAJOR-OBJECTION"):
        decisions.recommend_grant(**journey.by("lead"), reasons="Final.")
    objections.resolve_objection(**journey.by("assessor"), number=1, resolution="Justified.")
    decisions.recommend_grant(**journey.by("lead"), reasons="Final.")
    assert journey.case.state == "awaiting_signature"


def test_a_grant_waits_for_every_discipline():
    journey = Journey().assessing()
    with refused_by("ASSESSMENTS-COMPLETE"):
        decisions.recommend_grant(**journey.by("lead"), reasons="Final.")


def test_a_refusal_on_safety_quality_or_efficacy_needs_advice_first():
    journey = Journey().assessing()
    with refused_by("ADVICE-FIRST"):
        decisions.recommend_refusal(**journey.by("lead"), grounds="safety_quality_efficacy", reasons="Unsafe.")


def test_a_refusal_on_other_grounds_needs_no_advice():
    assert Journey().refused().case.state == "refused"


def test_the_28_days_for_representations_begin_with_the_day_of_the_notice():
    journey = Journey().opined()
    assert journey.case.deadlines.get(code="representation_request").due_on == journey.day + timedelta(days=27)


def test_no_refusal_while_the_company_may_still_ask_to_be_heard():
    journey = Journey().opined().after(27)
    refusal = {"grounds": "safety_quality_efficacy", "reasons": "Not shown."}
    with refused_by("REPRESENTATIONS-28-DAYS"):
        decisions.recommend_refusal(**journey.by("lead"), **refusal)
    decisions.recommend_refusal(**journey.after(1).by("lead"), **refusal)
    assert journey.case.state == "awaiting_signature"


def test_representations_cannot_be_requested_on_the_29th_day():
    journey = Journey().opined().after(28)
    with refused_by("REPRESENTATIONS-IN-TIME"):
        consultation.request_representations(**journey.by("company"))


def test_an_opinion_is_notified_only_after_negative_advice():
    journey = Journey().consulted()
    with refused_by("NEGATIVE-ADVICE"):
        consultation.notify_provisional_opinion(**journey.by("lead"), reason="The opinion.")


def test_a_second_consultation_has_advice_of_its_own():
    journey = Journey().opined()
    consultation.request_representations(**journey.by("company"))
    decisions.recommend_grant(**journey.assessed().by("lead"), reasons="Final.")
    decisions.return_recommendation(**journey.after(30).by("signatory"), reason="Ask again.")
    consultation.start_consultation(**journey.by("lead"), reason="After the hearing.")
    with refused_by("NEGATIVE-ADVICE"):
        consultation.notify_provisional_opinion(**journey.by("lead"), reason="The opinion.")
    with refused_by("ADVICE-FIRST"):
        decisions.recommend_refusal(**journey.by("lead"), grounds="safety_quality_efficacy", reasons="Not shown.")
    consultation.receive_advice(**journey.by("lead"), advice="negative")
    consultation.notify_provisional_opinion(**journey.by("lead"), reason="The opinion.")
    first, second = journey.case.consultations.all()
    assert first.opinion_notified_on < second.opinion_notified_on == journey.day


def test_a_returned_recommendation_does_not_take_the_28_days_away():
    journey = Journey().opined()
    decisions.recommend_grant(**journey.assessed().by("lead"), reasons="Final.")
    decisions.return_recommendation(**journey.after(5).by("signatory"), reason="Say more.")
    assert journey.case.state == "representations"
    consultation.request_representations(**journey.by("company"))


def test_the_company_asks_to_be_heard_while_a_signature_is_awaited():
    journey = Journey().opined()
    decisions.recommend_grant(**journey.assessed().by("lead"), reasons="Final.")
    consultation.request_representations(**journey.after(5).by("company"))
    assert journey.case.state == "awaiting_signature"
    assert journey.case.deadlines.get(code="representation_request").status == "met"


def test_nobody_is_heard_on_an_opinion_that_was_not_notified():
    with refused_by("OPINION-NOTIFIED"):
        consultation.request_representations(**Journey().recommended().by("company"))


def test_a_second_notice_ends_the_first_ones_28_days():
    journey = Journey().opined()
    decisions.recommend_grant(**journey.assessed().by("lead"), reasons="Final.")
    decisions.return_recommendation(**journey.after(40).by("signatory"), reason="Ask again.")
    consultation.start_consultation(**journey.by("lead"), reason="After a study.")
    consultation.receive_advice(**journey.by("lead"), advice="negative")
    consultation.notify_provisional_opinion(**journey.by("lead"), reason="The opinion.")
    decisions.recommend_refusal(**journey.after(28).by("lead"), grounds="other", reasons="Not shown.")
    decisions.sign_decision(**journey.by("signatory"))
    assert not journey.case.deadlines.filter(is_open=True).exists()


def test_who_recommends_does_not_sign():
    journey = Journey().recommended()
    journey.case.decisions.update(recommended_by=journey.people.user("signatory"))
    with refused_by("TWO-PEOPLE"):
        decisions.sign_decision(**journey.by("signatory"))


def test_a_withdrawal_is_possible_while_the_clock_stands():
    journey = on_b().asked().after(3)
    close.withdraw(**journey.by("company"), reason="Commercial reasons.")
    assert journey.case.state == "withdrawn"
    assert journey.case.information_requests.get().state == "closed"
    assert not journey.case.deadlines.filter(is_open=True).exists()


def test_a_late_decision_is_possible_and_shown_as_missed():
    journey = Journey().assessing().after(61).assessed()
    decisions.recommend_grant(**journey.by("lead"), reasons="Final.")
    decisions.sign_decision(**journey.by("signatory"))
    deadline = journey.case.deadlines.get(code="decision")
    assert (deadline.status, deadline.due_on) == ("missed", date(2026, 4, 24))
