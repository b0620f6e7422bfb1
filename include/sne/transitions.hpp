#pragma once

#include <array>
#include <span>

#include <sne/lifecycle/radiation.hpp>

/// The transition table: the specification of the lifecycle, from which the decisions, the diagram, the Markdown table and the list of
/// open events all come.  (fr: table des transitions)
namespace sne {

/// The refusals a transition may give beyond those of dates and state, for documentation and for interfaces that prepare messages.
using ReasonCodes = std::span<const ReasonCode>;

/// One row: from which states, by which event, during which period, by whom, under which conditions, to which state.
/// `Judge` is the bench that judges it: `lifecycle::Judge`, but for the replay of columns.
template <class Judge>
struct TransitionOf {
  StateSet from;
  MotiveSet radiated_for;  ///< with `State::radiated` in `from`: the motives from which the row starts
  EventKind event;
  Motive motive;        ///< motive the event must carry; none: any
  Period in_force;      ///< judged on the effective day
  ActorSet who;         ///< empty: settled by the conditions
  ReasonCode otherwise; ///< refusal of any other actor
  State to;             ///< state after it, `active` standing for active or expired by the dates
  Rule rule;
  ReasonCodes refusals;
  void (*conditions)(Judge&) noexcept;
  void (*effect)(typename Judge::Demand&, const typename Judge::Event&, const typename Judge::Law&, const Policy&) noexcept;
  bool before_radiation = false;  ///< from radiated: only for an act that took place on or before the day of the radiation
};

namespace lifecycle {

constexpr Period during(Provision provision) noexcept {
  const ProvisionRow& row = law::provisions[static_cast<std::size_t>(provision)];
  return {row.from, row.to};
}
/// From the day after the end of one provision to the end of another.
constexpr Period after_until(Provision ended, Provision ending) noexcept { return {during(ended).to + 1, during(ending).to}; }

inline constexpr Period always{law::versions.front().from, "9999-12-31"_date};
inline constexpr Period old_service = during(Provision::registering_service_acts);
inline constexpr Period since_2010 = during(Provision::any_registrar_acts);

inline constexpr StateSet live{State::active, State::expired};
inline constexpr ActorSet anyone{};
inline constexpr ActorSet holders_and_registrars =
    ActorSet{ActorKind::applicant, ActorKind::co_holder, ActorKind::particular_system} | registrars;
// A particular system acts as the manager of its own territory, with the motives and delays of everybody.
// @rule system.particular
inline constexpr ActorSet managers{ActorKind::manager, ActorKind::particular_system};
inline constexpr ActorSet batch{ActorKind::manager, ActorKind::system};
inline constexpr ActorSet batch_and_particular{ActorKind::manager, ActorKind::system, ActorKind::particular_system};

namespace codes {
using enum ReasonCode;
inline constexpr std::array file{wrong_territory, not_registrar, not_lessor, wrong_channel, missing_form, missing_id, duplicate, too_early, no_formal_notice, inconsistent_dates};
inline constexpr std::array validate{not_registrar, missing_id, duplicate, inconsistent_dates};
inline constexpr std::array refuse_draft{not_registrar, bad_ground};
inline constexpr std::array attest{not_registrar};
inline constexpr std::array seize_prefect{not_applicant, not_in_force, already_attested, too_early, inconsistent_dates, bad_ground};
inline constexpr std::array notice{wrong_sender, incomplete_notice, before_base, inconsistent_dates, wrong_channel, no_proof};
inline constexpr std::array renew{not_registrar, not_applicant, wrong_channel, not_registering_service, incomplete, before_base};
inline constexpr std::array update{not_registrar, not_from_applicant, initial_date_fixed, number_fixed, validity_fixed};
inline constexpr std::array inquire{not_registrar};
inline constexpr std::array warn{no_letter, no_cal, not_sender, inconsistent_dates};
inline constexpr std::array answer{not_registrar};
inline constexpr std::array commission{not_lessor, expired_at_commission};
inline constexpr std::array offer{not_lessor};
inline constexpr std::array acceptance{not_registering_service, not_informed, not_written};
inline constexpr std::array attribution{not_allocating_body, no_lease, lease_before_commission, no_rpls};
inline constexpr std::array renunciation{not_registrar, not_applicant, not_written, not_informed, not_registering_service};
inline constexpr std::array no_answer_radiation{no_warning, answered, not_sender, no_proof, too_early};
inline constexpr std::array irrecevability{not_lessor, not_deciding_lessor, no_cal, bad_ground, answered, no_warning, no_proof, too_early};
inline constexpr std::array old_rejection{not_informed, not_registering_service};
inline constexpr std::array non_renewal{not_manager, not_expired, tolerance_running, no_notice, notice_too_recent, suspended};
inline constexpr std::array old_non_renewal{not_registering_service, not_informed, not_expired, no_notice, notice_too_recent, suspended};
inline constexpr std::array merging{not_manager, no_national_number, single_source};
inline constexpr std::array reactivate_e{not_manager, before_radiation, no_renewal, duplicate, no_tolerance, window_closed};
inline constexpr std::array reactivate_c{not_registrar, before_radiation, sne::ReasonCode::no_answer, duplicate, no_tolerance, window_closed};
inline constexpr std::array cancel{not_manager, needs_reason, before_radiation};
inline constexpr std::array requalify{not_manager, needs_reason, before_radiation, no_lease};
inline constexpr std::array substitute{not_registrar, not_mentioned, not_in_force, not_a_couple, filed_after_separation, inconsistent_dates};
inline constexpr std::array erase{not_manager, too_early};
}  // namespace codes

}  // namespace lifecycle

/// The rows for a bench, by event.
template <class Judge>
inline constexpr std::array transitions_of = [] {
  using namespace lifecycle;
  using enum ActorKind;
  using S = State;
  using K = EventKind;
  using C = ReasonCode;
  using R = Rule;
  constexpr Motive any = Motive::none;
  const ActorSet registering = registrars;
  const ActorSet checking = ActorSet{public_counter} | registrars;
  return std::to_array<TransitionOf<Judge>>({
      {{S::none}, {}, K::file, any, always, anyone, C::not_registrar, S::active, R::registration_minimum_filing, codes::file, judge_file, apply_file},
      {{S::draft}, {}, K::validate, any, always, checking, C::not_registrar, S::active, R::registration_online, codes::validate, judge_validate, apply_validate},
      {{S::draft}, {}, K::refuse_draft, any, always, ActorSet{manager} | checking, C::not_registrar, S::invalid, R::registration_online, codes::refuse_draft, judge_refuse_draft, apply_refuse_draft},
      {live, {}, K::attest, any, always, ActorSet{manager, particular_system, system} | checking, C::not_registrar, S::active, R::attestation_due, codes::attest, judge_attest, apply_attest},
      {live, {}, K::seize_prefect, any, always, {applicant}, C::not_applicant, S::active, R::registration_ex_officio, codes::seize_prefect, judge_seize_prefect, apply_nothing},

      {live, {}, K::notice, any, old_service, registering, C::wrong_sender, S::active, R::renewal_notice_sender, codes::notice, judge_notice, apply_notice},
      {live, {}, K::notice, any, during(Provision::notice_old_centre), batch | registering, C::wrong_sender, S::active, R::renewal_notice_sender, codes::notice, judge_notice, apply_notice},
      {live, {}, K::notice, any, after_until(Provision::notice_old_centre, Provision::notice_by_manager), batch, C::wrong_sender, S::active, R::renewal_notice_sender, codes::notice, judge_notice, apply_notice},
      {live, {}, K::notice, any, during(Provision::notice_sender_unnamed), batch_and_particular, C::wrong_sender, S::active, R::renewal_notice_sender, codes::notice, judge_notice, apply_notice},
      {live, {}, K::renew, any, always, holders_and_registrars, C::not_registrar, S::active, R::renewal_accepted, codes::renew, judge_renew, apply_renew},
      {{S::radiated}, {Motive::e}, K::renew, any, always, holders_and_registrars, C::not_registrar, S::active, R::renewal_accepted, codes::renew, judge_renew, apply_renew, true},
      {live, {}, K::update, any, always, ActorSet{applicant, manager, particular_system} | registering, C::not_registrar, S::active, R::update_same_number, codes::update, judge_update, apply_update},

      {live, {}, K::inquire, any, always, managers | registering, C::not_registrar, S::active, R::radiation_no_answer, codes::inquire, judge_open, apply_inquire},
      {live, {}, K::warn, Motive::c, during(Provision::motives_c_and_d_warned), anyone, C::not_sender, S::active, R::radiation_no_answer, codes::warn, judge_warn, apply_warn},
      {live, {}, K::warn, Motive::d, during(Provision::motives_c_and_d_warned), anyone, C::not_sender, S::active, R::radiation_irrecevability, codes::warn, judge_warn, apply_warn},
      {live, {}, K::answer, any, during(Provision::motives_c_and_d_warned), ActorSet{manager} | holders_and_registrars, C::not_registrar, S::active, R::radiation_no_answer, codes::answer, judge_answer, apply_answer},
      {{S::radiated}, {Motive::c}, K::answer, Motive::c, during(Provision::motives_c_and_d_warned), ActorSet{manager} | holders_and_registrars, C::not_registrar, S::active, R::radiation_no_answer, codes::answer, judge_answer, apply_answer, true},
      {{S::radiated}, {Motive::d}, K::answer, Motive::d, during(Provision::motives_c_and_d_warned), ActorSet{manager} | holders_and_registrars, C::not_registrar, S::active, R::radiation_irrecevability, codes::answer, judge_answer, apply_answer, true},
      {live, {}, K::commission, any, always, {lessor}, C::not_lessor, S::active, R::demand_commission, codes::commission, judge_commission, apply_commission},
      {live, {}, K::offer, any, always, {lessor, applicant}, C::not_lessor, S::active, R::offer_refusal, codes::offer, judge_offer, apply_nothing},

      {live, {}, K::radiate, Motive::a, old_service, anyone, C::not_registering_service, S::radiated, R::radiation_attribution, codes::acceptance, judge_written_acceptance, apply_radiate},
      {live, {}, K::radiate, Motive::a, since_2010, {lessor, manager}, C::not_allocating_body, S::radiated, R::radiation_attribution, codes::attribution, judge_attribution, apply_radiate},
      {{S::radiated}, {Motive::b, Motive::c, Motive::e}, K::radiate, Motive::a, old_service, anyone, C::not_registering_service, S::radiated, R::radiation_attribution, codes::acceptance, judge_written_acceptance, apply_late_lease},
      {{S::radiated}, {Motive::b, Motive::c, Motive::e}, K::radiate, Motive::a, since_2010, {lessor, manager}, C::not_allocating_body, S::radiated, R::radiation_attribution, codes::attribution, judge_attribution, apply_late_lease},
      {live, {}, K::radiate, Motive::b, old_service, anyone, C::not_registering_service, S::radiated, R::radiation_renunciation, codes::renunciation, judge_renunciation, apply_radiate},
      {live, {}, K::radiate, Motive::b, since_2010, ActorSet{applicant} | managers | registering, C::not_registrar, S::radiated, R::radiation_renunciation, codes::renunciation, judge_renunciation, apply_radiate},
      {live, {}, K::radiate, Motive::c, since_2010, anyone, C::not_sender, S::radiated, R::radiation_no_answer, codes::no_answer_radiation, judge_no_answer, apply_radiate},
      {live, {}, K::radiate, Motive::d, old_service, anyone, C::not_registering_service, S::radiated, R::radiation_irrecevability, codes::old_rejection, judge_irrecevability, apply_radiate},
      {live, {}, K::radiate, Motive::d, since_2010, {lessor}, C::not_lessor, S::radiated, R::radiation_irrecevability, codes::irrecevability, judge_irrecevability, apply_radiate},
      {live, {}, K::radiate, Motive::e, old_service, anyone, C::not_registering_service, S::radiated, R::radiation_non_renewal, codes::old_non_renewal, judge_non_renewal, apply_radiate},
      {live, {}, K::radiate, Motive::e, since_2010, batch_and_particular, C::not_manager, S::radiated, R::radiation_non_renewal, codes::non_renewal, judge_non_renewal, apply_radiate},
      {live, {}, K::radiate, Motive::f, during(Provision::merging_motive), batch, C::not_manager, S::radiated, R::radiation_merging, codes::merging, judge_merging, apply_radiate},

      {{S::radiated}, {Motive::e}, K::reactivate, any, always, managers, C::not_manager, S::active, R::reactivation_non_renewal, codes::reactivate_e, judge_reactivate_e, apply_reactivate_e},
      {{S::radiated}, {Motive::c}, K::reactivate, any, always, ActorSet{particular_system} | registering, C::not_registrar, S::active, R::reactivation_no_answer, codes::reactivate_c, judge_reactivate_c, apply_reactivate_c},
      {{S::radiated}, {Motive::a, Motive::b, Motive::c, Motive::d, Motive::e}, K::cancel_radiation, any, always, {manager}, C::not_manager, S::active, R::reactivation_error, codes::cancel, judge_cancel, apply_cancel},
      {{S::radiated}, {Motive::b, Motive::c, Motive::e}, K::requalify, any, always, {manager}, C::not_manager, S::radiated, R::radiation_requalification, codes::requalify, judge_requalify, apply_requalify},
      {live, {}, K::substitute, any, always, ActorSet{manager} | registering, C::not_registrar, S::active, R::demand_death, codes::substitute, judge_substitute, apply_substitute},
      {live, {}, K::report_death, any, always, anyone, C::not_registrar, S::active, R::demand_death, {}, judge_open, apply_report_death},
      {{S::radiated}, {Motive::a, Motive::b, Motive::c, Motive::d, Motive::e, Motive::f}, K::erase, any, always, batch, C::not_manager, S::erased, R::retention_one_year, codes::erase, judge_erase, apply_erase},
  });
}();

/// The rows, by event.
using Transition = TransitionOf<lifecycle::Judge>;
inline constexpr auto& transitions = transitions_of<lifecycle::Judge>;

}  // namespace sne
