#pragma once

#include <sne/lifecycle/validity.hpp>

/// Conditions and effects of what ends a demand, of the procedures that lead there, and of what brings it back.
/// (fr: radiation, réactivation)
namespace sne {

/// Whether an RPLS identifier has its ten positions, digits or capitals.  (fr: identifiant RPLS)
/// @rule radiation.dwelling-identifier   @law arrêté du 5 janvier 2010
constexpr bool is_rpls(std::string_view identifier) noexcept {
  if (identifier.size() != 10) return false;
  for (const char c : identifier) {
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) return false;
  }
  return true;
}

namespace lifecycle {

constexpr void judge_open(auto&) noexcept {}
constexpr void apply_nothing(auto&, const auto&, const auto&, const Policy&) noexcept {}

/// The procedure a motive speaks of.
constexpr auto& procedure_of(auto& demand, Motive motive) noexcept {
  return motive == Motive::c ? demand.no_answer : demand.irrecevability;
}
constexpr Rule rule_of(Motive motive) noexcept {
  for (const MotiveRow& row : law::motives) {
    if (row.letter == text(motive)) return row.rule;
  }
  return Rule::radiation_motives;
}

/// A letter or a decision opens a procedure, which replaces the former one.
constexpr void open_procedure(auto& procedure, const auto& event) noexcept {
  procedure = {};
  procedure.stage = Procedure::Stage::running;
  procedure.opened = event.effective;
  procedure.sender = event.actor;
}

constexpr void apply_inquire(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  open_procedure(demand.no_answer, event);
}

/// @rule demand.commission   @rule radiation.dwelling-identifier
constexpr void judge_commission(auto& judge) noexcept {
  const Event& event = judge.event;
  if (event.decision == CommissionDecision::unknown) judge.miss(Field::decision);
  if (state_of(judge.demand, judge.day(), judge.law) == State::expired) {
    if (judge.policy.expired_commission == ExpiredCommission::refuse) {
      judge.refuse(ReasonCode::expired_at_commission, Rule::demand_commission, Field::effective);
    } else {
      judge.warn(ReasonCode::expired_at_commission, Rule::demand_commission, Field::effective);
    }
  }
  const bool favourable = event.decision == CommissionDecision::allocation || event.decision == CommissionDecision::ranked ||
                          event.decision == CommissionDecision::conditional;
  if (favourable && judge.now(Provision::identifier_at_commission) && !is_rpls(event.rpls.view())) {
    judge.warn(ReasonCode::no_rpls, Rule::radiation_dwelling_identifier, Field::rpls);
  }
}

constexpr void apply_commission(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  switch (event.decision) {
    case CommissionDecision::allocation:
    case CommissionDecision::ranked:
    case CommissionDecision::conditional:
      demand.allocations.decide(event.effective, event.actor);
      if (same_body(event.actor, demand.irrecevability.sender) == Fact::yes) demand.irrecevability.stage = Procedure::Stage::closed;
      return;
    case CommissionDecision::irrecevability:
      open_procedure(demand.irrecevability, event);
      demand.irrecevability.ground = event.ground;
      return;
    case CommissionDecision::non_allocation:
    case CommissionDecision::unknown: return;
  }
}

/// @rule radiation.no-answer   @rule radiation.irrecevability   @law CCH R441-2-8
constexpr void judge_warn(auto& judge) noexcept {
  const Event& event = judge.event;
  const Rule rule = rule_of(event.motive);
  const auto& procedure = procedure_of(judge.demand, event.motive);
  if (procedure.stage != Procedure::Stage::running) {
    judge.refuse(event.motive == Motive::c ? ReasonCode::no_letter : ReasonCode::no_cal, rule, Field::event);
  } else {
    judge.require_same_body(procedure.sender, ReasonCode::not_sender, rule);
    if (judge.day() < procedure.opened) judge.refuse(ReasonCode::inconsistent_dates, rule, Field::effective);
  }
  if (!event.delivered) judge.miss(Field::delivered);
  judge_delivery_dates(judge, rule);
  if (event.proof == Fact::no) judge.warn(ReasonCode::no_proof, rule, Field::proof);
}

constexpr void apply_warn(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  auto& procedure = procedure_of(demand, event.motive);
  procedure.delivered = event.delivered;
  procedure.proof = event.proof;
}

/// Whether an answer meets a procedure that waits for one.
constexpr bool answers_something(const auto& demand, const Event& event) noexcept {
  const auto& procedure = procedure_of(demand, event.motive);
  return procedure.stage == Procedure::Stage::running && event.effective >= procedure.opened;
}

/// @rule radiation.no-answer   @rule radiation.irrecevability
constexpr void judge_answer(auto& judge) noexcept {
  if (judge.demand.stored == Stored::radiated) {
    judge.warn(ReasonCode::radiation_in_error, Rule::reactivation_error, Field::recorded);
  } else if (!answers_something(judge.demand, judge.event)) {
    judge.warn(ReasonCode::nothing_to_answer, rule_of(judge.event.motive), Field::event);
  }
}

constexpr void apply_answer(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  if (answers_something(demand, event)) procedure_of(demand, event.motive).stage = Procedure::Stage::answered;
  if (demand.stored == Stored::radiated) revive(demand);
}

/// What every radiation asks, whatever its motive.
/// @rule radiation.motives   @rule radiation.prior-information   @law CCH L441-2-1, R441-2-6 before 2010-05-03
constexpr void judge_any_radiation(auto& judge) noexcept {
  const Event& event = judge.event;
  const bool inform = judge.now(Provision::inform_before_every_radiation) ||
                      (judge.now(Provision::inform_except_attribution) && event.motive != Motive::a);
  if (inform) judge.require(event.informed, Field::informed, ReasonCode::not_informed, Rule::radiation_prior_information);
  if (judge.now(Provision::registering_service_acts)) {
    judge.require_same_body(judge.demand.registrar, ReasonCode::not_registering_service, Rule::radiation_motives);
  }
  if (event.recorded > judge.day()) judge.warn(ReasonCode::late_entry, Rule::radiation_late_entry, Field::recorded);
  if (judge.demand.stored == Stored::radiated) {
    judge.warn(ReasonCode::motive_kept, Rule::radiation_requalification, Field::motive);
  } else if (judge.demand.last_effective > judge.day()) {
    judge.warn(ReasonCode::after_effective_radiation, Rule::radiation_late_entry, Field::effective);
  }
}

constexpr void judge_written_acceptance(auto& judge) noexcept {
  judge_any_radiation(judge);
  judge.require(judge.event.written, Field::written, ReasonCode::not_written, Rule::radiation_attribution);
}

/// @rule radiation.dwelling-identifier   @law CCH R441-2-9
constexpr void judge_dwelling(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_dwelling_identifier;
  const Event& event = judge.event;
  if (!judge.now(Provision::dwelling_identifier)) return;
  if (!event.rpls.empty()) {
    if (!is_rpls(event.rpls.view())) {
      judge.refuse(ReasonCode::no_rpls, rule, Field::rpls);
    } else if (event.described == Fact::yes) {
      judge.warn(ReasonCode::fallback_ignored, rule, Field::described);
    }
    return;
  }
  if (event.described == Fact::unknown) {
    judge.miss_or_presume(Field::rpls);
  } else if (event.described == Fact::no || !judge.now(Provision::dwelling_description)) {
    judge.refuse(ReasonCode::no_rpls, rule, Field::rpls);
  }
}

/// @rule radiation.attribution   @law CCH L441-2-1, R441-2-8 a
constexpr void judge_allocating_lessor(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_attribution;
  const auto decided = judge.demand.allocations.all();
  if (decided.empty()) {
    judge.warn(ReasonCode::no_commission_record, rule, Field::event);
    return;
  }
  Fact allocating = Fact::no;
  for (const auto& allocation : decided) {
    const Fact same = same_body(judge.event.actor, allocation.lessor);
    if (same == Fact::yes && allocation.day > judge.day()) judge.refuse(ReasonCode::lease_before_commission, rule, Field::effective);
    if (same == Fact::yes || allocating == Fact::no) allocating = same;
  }
  judge.require(allocating, Field::actor_id, ReasonCode::not_allocating_body, rule);
}

/// @rule radiation.attribution   @law CCH L441-2-1, R441-2-8 a
constexpr void judge_attribution(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_attribution;
  const Event& event = judge.event;
  judge_any_radiation(judge);
  if (event.actor.kind == ActorKind::lessor) {
    judge_allocating_lessor(judge);
  } else if (event.actor.kind == ActorKind::manager) {
    if (event.intermediary != Fact::yes || !judge.now(Provision::intermediary_allocation)) {
      judge.refuse(ReasonCode::not_allocating_body, rule, Field::intermediary);
    }
  }
  judge.require(event.lease, Field::lease, ReasonCode::no_lease, rule);
  judge_dwelling(judge);
}

/// @rule radiation.renunciation   @law CCH R441-2-8 b
constexpr void judge_renunciation(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_renunciation;
  const Event& event = judge.event;
  judge_any_radiation(judge);
  judge.require(event.written, Field::written, ReasonCode::not_written, rule);
  if (event.actor.kind == ActorKind::applicant) return;
  if (event.by == ActBy::unknown) judge.miss_or_presume(Field::by);
  if (event.by == ActBy::co_holder || event.by == ActBy::third_party) judge.refuse(ReasonCode::not_applicant, rule, Field::by);
}

/// The month that follows a warning whose delivery is proven.
constexpr void judge_warning(auto& judge, const auto& procedure, Rule rule) noexcept {
  judge.require(procedure.proof, Field::proof, ReasonCode::no_proof, rule);
  const Date earliest = end_of(Delay::warning, *procedure.delivered, judge.law);
  if (judge.day() < earliest) judge.refuse_until(ReasonCode::too_early, rule, Field::effective, earliest);
}

/// @rule radiation.no-answer   @rule radiation.no-answer-tolerance   @law CCH R441-2-8 c
constexpr void judge_no_answer(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_no_answer;
  const auto& procedure = judge.demand.no_answer;
  judge_any_radiation(judge);
  if (procedure.stage == Procedure::Stage::answered) {
    judge.refuse(ReasonCode::answered, rule, Field::event);
    return;
  }
  if (procedure.stage == Procedure::Stage::closed || !procedure.delivered) {
    judge.refuse(ReasonCode::no_warning, rule, Field::event);
    return;
  }
  judge.require_same_body(procedure.sender, ReasonCode::not_sender, rule);
  judge_warning(judge, procedure, rule);
  const std::optional<ToleranceMonths> practice = tolerance(Delay::no_answer_practice, judge.day(), judge.law, judge.policy);
  if (!practice || judge.decision.refused_for(ReasonCode::too_early)) return;
  const Date practised = add_months(*procedure.delivered, practice->months, MonthEnd::clamp);
  if (judge.day() < practised) {
    judge.warn_until(ReasonCode::tolerance_running, practice->rule, Field::effective, practised);
  }
}

/// @rule radiation.irrecevability   @rule radiation.irrecevability-ground   @law CCH R441-2-8 d
constexpr void judge_irrecevability(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_irrecevability;
  const auto& procedure = judge.demand.irrecevability;
  judge_any_radiation(judge);
  if (judge.now(Provision::irrecevability_by_competent_body)) return;
  if (procedure.stage == Procedure::Stage::closed) {
    judge.refuse(ReasonCode::no_cal, rule, Field::event);
    return;
  }
  if (judge.event.actor.kind == ActorKind::lessor) {
    judge.require_same_body(procedure.sender, ReasonCode::not_deciding_lessor, rule);
  }
  if (procedure.ground == Ground::unknown) {
    judge.miss_or_presume(Field::ground);
  } else if (procedure.ground != Ground::income && procedure.ground != Ground::stay) {
    judge.refuse(ReasonCode::bad_ground, Rule::radiation_irrecevability_ground, Field::ground);
  }
  if (procedure.stage == Procedure::Stage::answered) {
    judge.refuse(ReasonCode::answered, rule, Field::event);
  } else if (!procedure.delivered) {
    judge.refuse(ReasonCode::no_warning, rule, Field::event);
  } else {
    judge_warning(judge, procedure, rule);
  }
}

/// @rule radiation.non-renewal   @rule radiation.non-renewal-tolerance   @law CCH R441-2-8 e
constexpr void judge_non_renewal(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_non_renewal;
  const auto& demand = judge.demand;
  judge_any_radiation(judge);
  const Date expiry = last_valid(demand.base, judge.law);
  if (judge.day() <= expiry) {
    judge.refuse_until(ReasonCode::not_expired, rule, Field::effective, expiry + 1);
  } else if (const auto practice = tolerance(Delay::lapse_practice, judge.day(), judge.law, judge.policy)) {
    const Date practised = add_months(demand.base, practice->months, MonthEnd::clamp);
    if (judge.day() < practised) judge.refuse_until(ReasonCode::tolerance_running, practice->rule, Field::effective, practised);
  }
  if (!demand.notice) {
    judge.refuse(ReasonCode::no_notice, Rule::renewal_notice_latest, Field::event);
  } else if (const Date settled = end_of(Delay::late_notice, *demand.notice, judge.law); judge.day() < settled) {
    judge.refuse_until(ReasonCode::notice_too_recent, Rule::renewal_notice_late, Field::effective, settled);
  }
  if (judge.law.suspended(judge.day())) {
    judge.refuse_until(ReasonCode::suspended, rule, Field::effective, judge.law.after_suspensions(judge.day()));
  }
}

/// @rule radiation.merging   @rule radiation.merging-operation   @law CCH R441-2-8 f
constexpr void judge_merging(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_merging_operation;
  const Event& event = judge.event;
  judge_any_radiation(judge);
  const std::optional<Date> start = judge.law.national_number_start();
  if (!start || judge.day() < *start) {
    judge.refuse(ReasonCode::no_national_number, rule, Field::effective);
  } else {
    judge.require(event.national, Field::national, ReasonCode::no_national_number, rule);
  }
  if (!event.sources) {
    judge.miss_or_presume(Field::sources);
  } else if (*event.sources < 2) {
    judge.refuse(ReasonCode::single_source, Rule::radiation_merging, Field::sources);
  }
}

constexpr void apply_radiate(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  demand.stored = Stored::radiated;
  demand.radiation = {.motive = event.motive, .effective = event.effective, .recorded = event.recorded};
}

constexpr void apply_late_lease(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  demand.late_lease = {event.effective, event.actor};
}

constexpr void judge_after_radiation(auto& judge, Rule rule) noexcept {
  if (judge.day() < judge.demand.radiation.effective) judge.refuse(ReasonCode::before_radiation, rule, Field::effective);
}

/// What both reactivations ask: the tolerance `window` of the policy, counted from `anchor`.
constexpr void judge_reactivation(auto& judge, Rule rule, ReasonCode not_received, Delay window, Date anchor) noexcept {
  judge_after_radiation(judge, rule);
  judge.require(judge.event.received, Field::received, not_received, rule);
  if (judge.event.duplicate == Duplicate::same_territory) judge.refuse(ReasonCode::duplicate, rule, Field::duplicate);
  if (judge.event.duplicate == Duplicate::unknown) judge.miss_or_presume(Field::duplicate);
  const std::optional<ToleranceMonths> open = tolerance(window, judge.day(), judge.law, judge.policy);
  if (!open) {
    judge.refuse(ReasonCode::no_tolerance, rule, Field::effective);
  } else if (judge.day() > add_months(anchor, open->months, MonthEnd::clamp)) {
    judge.refuse(ReasonCode::window_closed, rule, Field::effective);
  }
  if (judge.demand.late_lease) judge.warn(ReasonCode::lease_on_record, Rule::radiation_requalification, Field::event);
}

/// @rule reactivation.non-renewal
constexpr void judge_reactivate_e(auto& judge) noexcept {
  judge_reactivation(judge, Rule::reactivation_non_renewal, ReasonCode::no_renewal, Delay::reactivation_e, judge.demand.base);
}

constexpr void apply_reactivate_e(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  start_year(demand, event.effective, event.effective);
  demand.reactivated = true;
}

/// @rule reactivation.no-answer
constexpr void judge_reactivate_c(auto& judge) noexcept {
  judge_reactivation(judge, Rule::reactivation_no_answer, ReasonCode::no_answer, Delay::reactivation_c,
                     judge.demand.radiation.effective);
  if (judge.day() > last_valid(judge.demand.base, judge.law)) {
    judge.warn(ReasonCode::renew_at_once, Rule::reactivation_no_answer, Field::effective);
  }
}

constexpr void apply_reactivate_c(auto& demand, const auto&, const auto&, const Policy&) noexcept {
  revive(demand);
  demand.no_answer.stage = Procedure::Stage::answered;
  demand.reactivated = true;
}

/// @rule reactivation.error
constexpr void judge_cancel(auto& judge) noexcept {
  judge.require(judge.event.reason, Field::reason, ReasonCode::needs_reason, Rule::reactivation_error);
  judge_after_radiation(judge, Rule::reactivation_error);
}

constexpr void apply_cancel(auto& demand, const auto&, const auto&, const Policy&) noexcept {
  const auto& radiation = demand.radiation;
  const Motive motive = radiation.former_motive == Motive::none ? radiation.motive : radiation.former_motive;
  if (motive == Motive::c || motive == Motive::d) {
    auto& procedure = procedure_of(demand, motive);
    if (procedure.stage == Procedure::Stage::running) procedure.stage = Procedure::Stage::answered;
  }
  revive(demand);
}

/// @rule radiation.requalification
constexpr void judge_requalify(auto& judge) noexcept {
  constexpr Rule rule = Rule::radiation_requalification;
  judge.require(judge.event.reason, Field::reason, ReasonCode::needs_reason, rule);
  judge_after_radiation(judge, rule);
  if (!judge.demand.late_lease) judge.refuse(ReasonCode::no_lease, rule, Field::event);
}

constexpr void apply_requalify(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  demand.radiation = {.motive = Motive::a,
                      .effective = demand.late_lease->day,
                      .recorded = event.recorded,
                      .former_motive = demand.radiation.motive};
}

/// Last day on which the data of a radiated demand must be kept.  (fr: fin de conservation)
constexpr Date kept_until(const auto& radiation, const auto& law) noexcept {
  return end_of(Delay::retention, radiation.recorded, law);
}

/// @rule retention.one-year   @law décret 2017-917 art. 4
constexpr void judge_erase(auto& judge) noexcept {
  const Date kept = kept_until(judge.demand.radiation, judge.law);
  if (judge.day() <= kept) judge.refuse_until(ReasonCode::too_early, Rule::retention_one_year, Field::effective, kept + 1);
}

/// Nothing of the demand is left but the radiation that ended it.
constexpr void apply_erase(auto& demand, const auto&, const auto&, const Policy&) noexcept {
  const auto radiation = demand.radiation;
  demand = {};
  demand.stored = Stored::erased;
  demand.radiation = radiation;
}

}  // namespace lifecycle
}  // namespace sne
