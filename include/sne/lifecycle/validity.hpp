#pragma once

#include <sne/lifecycle/registration.hpp>

/// Conditions and effects of what keeps a demand alive: notice, renewal, update.  (fr: préavis, renouvellement, mise à jour)
namespace sne {

/// Latest day for the renewal notice of a demand whose last valid day is `expiry`.
/// @rule renewal.notice-latest   @law CCH R441-2-7
/// @edge no such day in the month -> clamped to its last day; counted back from the expiry, not forward from the base
constexpr Date notice_before(Date expiry, CivilDay parts, const LawBook& law) noexcept {
  return detail::months_after(parts, -law.delay(Delay::notice_before_expiry, expiry).value, MonthEnd::clamp);
}
constexpr Date notice_before(Date expiry, const LawBook& law) noexcept { return notice_before(expiry, expiry.civil(), law); }

/// Latest day on which the renewal notice may reach the applicant, counted back from the expiry.  (fr: préavis au plus tard)
/// `notice_latest("2023-03-31"_date, law) == "2024-02-29"_date`; for the base 2024-02-29 it is 2025-01-28.
/// @rule renewal.notice-latest   @law CCH R441-2-7
constexpr Date notice_latest(Date base, const LawBook& law) noexcept { return notice_before(last_valid(base, law), law); }

/// First day of the renewal window; before it a renewal is accepted with a warning.  (fr: ouverture du renouvellement)
/// `renewal_opens("2023-10-01"_date, law) == "2024-08-01"_date`.
/// @rule renewal.window
constexpr Date renewal_opens(Date base, const LawBook& law) noexcept {
  return lifecycle::end_of(Delay::renewal_window, base, law);
}

/// Channels by which a notice must go on a day: the applicant's history and wishes decide.  (fr: canaux du préavis)
struct NoticeChannels {
  bool post = false;        ///< a letter is due
  bool email = false;       ///< an e-mail is due
  bool delivery_proof = false;  ///< the letter must be of a kind that proves delivery
};

/// Whether an e-mail alone is a lawful notice on a day.
/// @rule renewal.notice-channel   @law CCH R441-2-7
constexpr bool email_counts(const auto& demand, Date day, const LawBook& law) noexcept {
  if (law.in_force(Provision::notice_any_written, day)) return true;
  if (law.in_force(Provision::notice_email_accepted, day)) return demand.accepts_email;
  return demand.online_user;
}

/// @rule renewal.notice-channel   @law CCH R441-2-7
constexpr NoticeChannels notice_channels(const auto& demand, Date day, const LawBook& law) noexcept {
  if (law.in_force(Provision::notice_by_use, day)) {
    const bool asked = demand.wants_post && law.in_force(Provision::notice_post_on_request, day);
    return {.post = !demand.online_user || asked, .email = demand.online_user || demand.email_known};
  }
  if (email_counts(demand, day, law) && !law.in_force(Provision::notice_any_written, day)) return {.email = true};
  return {.post = true, .delivery_proof = !law.in_force(Provision::notice_any_written, day)};
}

namespace lifecycle {

constexpr bool has_post(Channel channel) noexcept {
  return channel == Channel::post || channel == Channel::registered || channel == Channel::post_email;
}
constexpr bool has_email(Channel channel) noexcept { return channel == Channel::email || channel == Channel::post_email; }

/// The day that counts for a notice: its delivery while the text asked for a proof, its sending since.
constexpr Date day_of_notice(const Event& event, const LawBook& law) noexcept {
  const bool delivery_counts = law.in_force(Provision::notice_counts_on_delivery, event.effective);
  return event.delivered && delivery_counts ? *event.delivered : event.effective;
}

constexpr void judge_delivery_dates(auto& judge, Rule rule) noexcept {
  const std::optional<Date>& delivered = judge.event.delivered;
  if (delivered && (*delivered < judge.day() || *delivered > judge.event.recorded)) {
    judge.refuse(ReasonCode::inconsistent_dates, rule, Field::delivered);
  }
}

/// @rule renewal.notice-channel   @law CCH R441-2-7
constexpr void judge_notice_channel(auto& judge) noexcept {
  constexpr Rule rule = Rule::renewal_notice_channel;
  const Channel channel = judge.event.channel;
  const bool post = has_post(channel);
  const bool email = has_email(channel);
  if (channel == Channel::unknown) {
    judge.miss(Field::channel);
    return;
  }
  if (!post && !email) {
    judge.refuse(ReasonCode::wrong_channel, rule, Field::channel);
    return;
  }
  if (judge.now(Provision::notice_by_use)) {
    const NoticeChannels due = notice_channels(judge.demand, judge.day(), judge.law);
    if (due.post && !post) judge.refuse(ReasonCode::wrong_channel, rule, Field::channel);
    if (due.email && !email) judge.warn(ReasonCode::email_also_due, rule, Field::channel);
    return;
  }
  if (judge.now(Provision::notice_any_written)) return;
  if (email && email_counts(judge.demand, judge.day(), judge.law)) return;
  if (post) {
    judge.require(judge.event.proof, Field::proof, ReasonCode::no_proof, rule);
  } else {
    judge.refuse(ReasonCode::wrong_channel, rule, Field::channel);
  }
}

/// @rule renewal.notice-latest   @rule renewal.notice-late   @rule renewal.notice-sender   @law CCH R441-2-7
constexpr void judge_notice(auto& judge) noexcept {
  const bool by_registrar = judge.now(Provision::registering_service_acts) || judge.now(Provision::notice_old_centre);
  if (by_registrar && registrars.holds(judge.event.actor.kind)) {
    judge.require_same_body(judge.demand.registrar, ReasonCode::wrong_sender, Rule::renewal_notice_sender);
  }
  judge.require(judge.event.content, Field::content, ReasonCode::incomplete_notice, Rule::renewal_notice_latest);
  if (judge.day() <= judge.demand.base) judge.refuse(ReasonCode::before_base, Rule::renewal_notice_latest, Field::effective);
  judge_delivery_dates(judge, Rule::renewal_notice_latest);
  judge_notice_channel(judge);
  if (day_of_notice(judge.event, judge.law) > notice_latest(judge.demand.base, judge.law)) {
    judge.warn(ReasonCode::late_notice, Rule::renewal_notice_late, Field::effective);
  }
  if (judge.demand.deceased) judge.warn(ReasonCode::applicant_deceased, Rule::demand_death, Field::event);
}

constexpr void apply_notice(auto& demand, const auto& event, const auto& law, const Policy&) noexcept {
  const Date day = day_of_notice(event, law);
  if (!demand.notice || day < *demand.notice) demand.notice = day;
}

constexpr bool is_holder(ActorKind actor) noexcept { return actor == ActorKind::applicant || actor == ActorKind::co_holder; }

/// @rule renewal.accepted   @law CCH R441-2-7
constexpr void judge_renew(auto& judge) noexcept {
  constexpr Rule rule = Rule::renewal_accepted;
  const Event& event = judge.event;
  const auto& demand = judge.demand;
  const bool holder = is_holder(event.actor.kind);
  if (!holder) {
    if (event.by == ActBy::unknown) judge.miss_or_presume(Field::by);
    if (event.by == ActBy::third_party) judge.refuse(ReasonCode::not_applicant, rule, Field::by);
  }
  switch (event.channel) {
    case Channel::unknown: judge.miss(Field::channel); break;
    case Channel::counter:
      if (holder) judge.refuse(ReasonCode::wrong_channel, rule, Field::channel);
      break;
    case Channel::online:
      if (!judge.now(Provision::online_renewal) || registrars.holds(event.actor.kind)) {
        judge.refuse(ReasonCode::wrong_channel, rule, Field::channel);
      }
      break;
    default: judge.refuse(ReasonCode::wrong_channel, rule, Field::channel);
  }
  if (judge.now(Provision::registering_service_acts)) {
    judge.require_same_body(demand.registrar, ReasonCode::not_registering_service, rule);
  }
  judge.require(event.complete, Field::complete, ReasonCode::incomplete, rule);
  if (judge.day() < demand.base) judge.refuse(ReasonCode::before_base, rule, Field::effective);
  if (judge.day() > last_valid(demand.base, judge.law)) judge.warn(ReasonCode::late, rule, Field::effective);
  if (judge.day() < renewal_opens(demand.base, judge.law)) {
    judge.warn(ReasonCode::early_renewal, Rule::renewal_window, Field::effective);
  }
  if (event.recorded > judge.day()) judge.warn(ReasonCode::late_entry, rule, Field::recorded);
  if (demand.stored == Stored::radiated) judge.warn(ReasonCode::radiation_in_error, Rule::reactivation_error, Field::recorded);
}

/// Brings a demand back among the registered ones: a lease recorded while it was radiated is forgotten.
constexpr void revive(auto& demand) noexcept {
  demand.stored = Stored::registered;
  demand.late_lease.reset();
}

/// Opens a new year: the notice and the attestation of the former one are spent.
constexpr void start_year(auto& demand, Date base, Date presented) noexcept {
  revive(demand);
  demand.base = base;
  demand.last_presented = presented;
  demand.attested_from = presented;
  demand.attested = false;
  demand.notice.reset();
}

constexpr void apply_renew(auto& demand, const auto& event, const auto& law, const Policy& policy) noexcept {
  Date base = event.effective;
  if (policy.renewal_base == RenewalBase::anniversary && renewal_opens(demand.base, law) <= event.effective) {
    const Date expiry = last_valid(demand.base, law);
    if (event.effective <= expiry) base = expiry;
  }
  start_year(demand, base, event.effective);
  demand.online_user = demand.online_user || event.channel == Channel::online;
  // Who renews after a letter is not silent: the procedure c is answered.
  auto& procedure = demand.no_answer;
  if (procedure.stage == Procedure::Stage::running && procedure.opened <= event.effective) procedure.stage = Procedure::Stage::answered;
  take_choices(demand, event.choices);
}

/// @rule update.same-number   @law CCH R441-2-7
constexpr void judge_update(auto& judge) noexcept {
  constexpr Rule rule = Rule::update_same_number;
  const Event& event = judge.event;
  if (event.actor.kind != ActorKind::applicant) {
    if (event.origin == Origin::registrar) judge.refuse(ReasonCode::not_from_applicant, rule, Field::origin);
    if (event.origin == Origin::unknown) judge.miss_or_presume(Field::origin);
  }
  switch (event.changes) {
    case Changes::none: break;
    case Changes::initial_date: judge.refuse(ReasonCode::initial_date_fixed, rule, Field::changes); break;
    case Changes::number: judge.refuse(ReasonCode::number_fixed, rule, Field::changes); break;
    case Changes::validity: judge.refuse(ReasonCode::validity_fixed, rule, Field::changes); break;
  }
}

constexpr void apply_update(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  take_choices(demand, event.choices);
  if (event.typology != Typology::unknown) demand.typology = event.typology;
}

/// @rule seniority.separation   @rule demand.death
constexpr void judge_substitute(auto& judge) noexcept {
  const Event& event = judge.event;
  if (event.cause == Cause::unknown) {
    judge.miss(Field::cause);
    return;
  }
  const Rule rule = event.cause == Cause::separation ? Rule::seniority_separation : Rule::demand_death;
  if (event.substitute == Substitute::other) judge.refuse(ReasonCode::not_mentioned, rule, Field::substitute);
  if (event.substitute == Substitute::unknown) judge.miss_or_presume(Field::substitute);
  if (event.cause == Cause::death) return;

  if (!judge.now(Provision::seniority_on_separation)) judge.refuse(ReasonCode::not_in_force, rule, Field::effective);
  const SeparationClaim& claim = event.separation;
  judge.require(is_named_couple(claim.couple, judge.policy), Field::couple, ReasonCode::not_a_couple, rule);
  if (!claim.separated) {
    judge.miss(Field::separated);
    return;
  }
  if (*claim.separated <= judge.demand.initial) judge.refuse(ReasonCode::filed_after_separation, rule, Field::separated);
  if (*claim.separated > judge.day()) judge.refuse(ReasonCode::inconsistent_dates, rule, Field::separated);
}

constexpr void apply_substitute(auto& demand, const auto&, const auto&, const Policy&) noexcept {
  demand.substituted = true;
  demand.deceased = false;
}

constexpr void apply_report_death(auto& demand, const auto&, const auto&, const Policy&) noexcept { demand.deceased = true; }

/// @rule offer.refusal   @law CCH R441-10
constexpr void judge_offer(auto& judge) noexcept {
  if (judge.event.response == OfferResponse::unknown) judge.miss(Field::response);
}

}  // namespace lifecycle
}  // namespace sne
