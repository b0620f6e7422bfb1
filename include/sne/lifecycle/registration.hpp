#pragma once

#include <sne/lifecycle/judge.hpp>

/// Conditions and effects of what opens a demand.  (fr: enregistrement)
namespace sne::lifecycle {

/// Whether a document is enough to register: identity for French and EU, EEA or Swiss nationals, regular stay for the others.
/// Unknown names the field that would settle it.
/// @rule registration.minimum-filing   @law CCH R441-2-3
struct DocumentCheck {
  Fact acceptable;
  Field field;
};
constexpr DocumentCheck check_document(Identity document, Nationality nationality) noexcept {
  switch (document) {
    case Identity::unknown: return {Fact::unknown, Field::identity};
    case Identity::none:
    case Identity::unreadable: return {Fact::no, Field::identity};
    case Identity::stay: return {Fact::yes, Field::identity};
    case Identity::identity: break;
  }
  if (nationality == Nationality::unknown) return {Fact::unknown, Field::nationality};
  return {nationality == Nationality::other ? Fact::no : Fact::yes, Field::identity};
}

/// Whether a couple is one of those that the article names, or any under the policy that asks no more.
/// @rule seniority.separation   @law CCH L441-1 al. 2
constexpr Fact is_named_couple(Couple couple, const Policy& policy) noexcept {
  if (policy.couples == Couples::all || couple == Couple::married || couple == Couple::pacs) return Fact::yes;
  return couple == Couple::unknown ? Fact::unknown : Fact::no;
}

constexpr void judge_document(auto& judge, Identity document, Nationality nationality) noexcept {
  if (!judge.now(Provision::identity_required)) return;
  const DocumentCheck check = check_document(document, nationality);
  judge.require(check.acceptable, check.field, ReasonCode::missing_id, Rule::registration_minimum_filing);
}

/// @rule registration.uniqueness   @rule registration.co-holder   @law CCH L441-2-1
constexpr void judge_duplicate(auto& judge) noexcept {
  switch (judge.event.duplicate) {
    case Duplicate::unknown: judge.miss_or_presume(Field::duplicate); break;
    case Duplicate::same_territory: judge.refuse(ReasonCode::duplicate, Rule::registration_uniqueness, Field::duplicate); break;
    case Duplicate::co_holder: judge.warn(ReasonCode::co_holder_duplicate, Rule::registration_co_holder, Field::duplicate); break;
    case Duplicate::none: break;
  }
}

/// Title of the registrar, and its tie with the applicant where the text asks for one.
/// @rule registration.registrar   @law CCH R441-2-1
constexpr void judge_title(auto& judge) noexcept {
  const Event& event = judge.event;
  constexpr Rule rule = Rule::registration_registrar;
  const auto require_employment = [&](Employment needed) {
    if (event.employment == Employment::unknown) {
      judge.miss_or_presume(Field::employment);
    } else if (event.employment != needed) {
      judge.refuse(ReasonCode::not_registrar, rule, Field::employment);
    }
  };
  const ActorKind actor = event.actor.kind;
  if (actor == ActorKind::lessor) return;
  if (actor != ActorKind::action_logement || judge.now(Provision::collector_by_convention)) {
    judge.require(event.authorised, Field::authorised, ReasonCode::not_registrar, rule);
  }
  if (actor == ActorKind::employer) require_employment(Employment::employee);
  if (actor == ActorKind::action_logement && judge.now(Provision::collector_contributing_only)) {
    require_employment(Employment::contributing);
  }
  if (actor == ActorKind::siao && !judge.now(Provision::siao_registers)) judge.refuse(ReasonCode::not_registrar, rule, Field::actor);
}

/// The territories of registration are départements, but Île-de-France is one from the day the regional system opened.
/// @rule number.territory   @law CCH L441-2-1
constexpr void judge_territory(auto& judge) noexcept {
  const std::optional<Territory>& territory = judge.event.territory;
  if (!territory) {
    judge.miss(Field::territory);
    return;
  }
  const bool spent = in_ile_de_france(*territory) && *territory != ile_de_france && judge.now(Provision::regional_number);
  const bool early = *territory == ile_de_france && !judge.law.in_force(Provision::regional_number, judge.event.recorded);
  if (spent || early) judge.refuse(ReasonCode::wrong_territory, Rule::number_territory, Field::territory);
}

constexpr void judge_counter_filing(auto& judge) noexcept {
  if (registrars.holds(judge.event.actor.kind) || judge.event.actor.kind == ActorKind::particular_system) {
    judge_title(judge);
  } else {
    judge.refuse(ReasonCode::not_registrar, Rule::registration_registrar, Field::actor);
  }
  if (judge.decision.refused_for(ReasonCode::not_registrar)) {
    const ReasonCode duty = judge.now(Provision::orient_applicant) ? ReasonCode::orient : ReasonCode::forward;
    judge.warn(duty, Rule::registration_registrar, Field::actor);
  }
  if (judge.event.recorded > judge.day()) judge.warn(ReasonCode::late_entry, Rule::registration_receipt_date, Field::recorded);
}

/// @rule registration.ex-officio   @law CCH L441-2-1
constexpr void judge_ex_officio(auto& judge) noexcept {
  constexpr Rule rule = Rule::registration_ex_officio;
  const Event& event = judge.event;
  if (event.actor.kind != ActorKind::lessor && event.actor.kind != ActorKind::prefect) {
    judge.refuse(ReasonCode::not_lessor, rule, Field::actor);
  }
  if (!event.reference) {
    judge.miss(Field::reference);
    return;
  }
  if (*event.reference > event.recorded) judge.refuse(ReasonCode::inconsistent_dates, rule, Field::reference);
  const Date month_ends = end_of(Delay::ex_officio, event.effective, judge.law);
  if (*event.reference <= month_ends) judge.refuse_until(ReasonCode::too_early, rule, Field::reference, month_ends + 1);
  if (!judge.law.in_force(Provision::ex_officio_without_formal_notice, *event.reference)) {
    judge.require(event.formal_notice, Field::formal_notice, ReasonCode::no_formal_notice, rule);
  }
}

/// The day from which seniority runs for an ex-partner who files on `filed`: the ex-partner's initial date when every condition
/// of the article holds, `filed` otherwise, with one warning for each condition that fails.
/// @rule seniority.separation   @law CCH L441-1 al. 2
template <class Warn>
constexpr Date seniority_after_separation(const SeparationClaim& claim, Date filed, const LawBook& law, const Policy& policy,
                                          bool& presumed, Warn&& warn) noexcept {
  if (!claim.separated) return filed;
  bool granted = true;
  bool proven = claim.first_initial.has_value();
  bool presuming = false;
  const auto fail = [&](ReasonCode code, Field field) {
    granted = false;
    warn(code, field);
  };
  const auto unknown = [&] {
    if (policy.unknown == UnknownFacts::presume_met) {
      presuming = true;
    } else {
      proven = false;
    }
  };
  if (!law.in_force(Provision::seniority_on_separation, filed)) fail(ReasonCode::before_separation_rule, Field::effective);
  if (*claim.separated > filed) fail(ReasonCode::inconsistent_separation, Field::separated);
  if (claim.first_initial && *claim.first_initial >= *claim.separated) {
    fail(ReasonCode::filed_after_separation, Field::first_initial);
  }
  if (claim.mentioned == Fact::no) fail(ReasonCode::not_mentioned, Field::mentioned);
  if (claim.mentioned == Fact::unknown) unknown();
  if (claim.first_live == Fact::no) fail(ReasonCode::first_not_live, Field::first_live);
  if (claim.first_live == Fact::unknown) unknown();
  const Fact couple = is_named_couple(claim.couple, policy);
  if (couple == Fact::no) fail(ReasonCode::not_a_couple, Field::couple);
  if (couple == Fact::unknown) unknown();
  if (granted && !proven) warn(ReasonCode::seniority_unproven, Field::first_initial);
  if (!granted || !proven) return filed;
  presumed = presumed || presuming;
  return *claim.first_initial;
}

constexpr Date judged_seniority(auto& judge, const SeparationClaim& claim, Date filed) noexcept {
  return seniority_after_separation(claim, filed, judge.law, judge.policy, judge.presumed,
                                    [&](ReasonCode code, Field field) { judge.warn(code, Rule::seniority_separation, field); });
}

constexpr Date settled_seniority(const SeparationClaim& claim, Date filed, const LawBook& law, const Policy& policy) noexcept {
  bool presumed = false;
  return seniority_after_separation(claim, filed, law, policy, presumed, [](ReasonCode, Field) {});
}

constexpr void judge_file(auto& judge) noexcept {
  const Event& event = judge.event;
  judge_territory(judge);
  switch (event.channel) {
    case Channel::counter: judge_counter_filing(judge); break;
    case Channel::ex_officio: judge_ex_officio(judge); break;
    case Channel::online:
      if (event.actor.kind != ActorKind::applicant || !judge.now(Provision::online_filing)) {
        judge.refuse(ReasonCode::wrong_channel, Rule::registration_online, Field::channel);
      }
      break;
    case Channel::unknown: judge.miss(Field::channel); return;
    default: judge.refuse(ReasonCode::wrong_channel, Rule::registration_minimum_filing, Field::channel); return;
  }
  judge.require(event.form, Field::form, ReasonCode::missing_form, Rule::registration_minimum_filing);
  if (event.channel == Channel::online) return;
  if (event.legal_person != Fact::yes) judge_document(judge, event.identity, event.nationality);
  judge_duplicate(judge);
  judged_seniority(judge, event.separation, event.effective);
}

constexpr void take_choices(auto& demand, const Choices& choices) noexcept {
  const auto taken = [](bool kept, Fact said) { return said == Fact::unknown ? kept : said == Fact::yes; };
  demand.wants_post = taken(demand.wants_post, choices.wants_post);
  demand.accepts_email = taken(demand.accepts_email, choices.accepts_email);
  demand.email_known = taken(demand.email_known, choices.email_known);
}

constexpr void open_demand(auto& demand, const auto& event, Date initial, Date base, Date seniority) noexcept {
  demand.stored = Stored::registered;
  demand.initial = initial;
  demand.seniority = seniority;
  demand.base = base;
  demand.last_presented = initial;
  demand.attested_from = initial;
  demand.registrar = event.actor;
}

constexpr void apply_file(auto& demand, const auto& event, const auto& law, const Policy& policy) noexcept {
  demand.territory = event.territory;
  demand.legal_person = event.legal_person == Fact::yes;
  demand.typology = event.typology;
  take_choices(demand, event.choices);
  if (event.channel == Channel::online) {
    demand.stored = Stored::draft;
    demand.initial = event.effective;
    demand.draft_identity = event.identity;
    demand.draft_nationality = event.nationality;
    demand.draft_claim = event.separation;
    return;
  }
  const bool from_registration = law.in_force(Provision::base_is_registration, event.recorded);
  open_demand(demand, event, event.effective, from_registration ? event.recorded : event.effective,
              settled_seniority(event.separation, event.effective, law, policy));
  demand.ex_officio = event.channel == Channel::ex_officio;
}

/// The day on which a draft became a complete filing: that of the readable document when stated, else that of the deposit when its
/// own document was enough.
/// @rule registration.receipt-date   @law CCH R441-2-3
constexpr std::optional<Date> completed_on(const auto& draft, const Event& validation) noexcept {
  if (validation.reference) return validation.reference;
  const bool enough = draft.legal_person || check_document(draft.draft_identity, draft.draft_nationality).acceptable == Fact::yes;
  return enough ? std::optional<Date>(draft.initial) : std::nullopt;
}

/// @rule registration.online   @law CCH L441-2-1
constexpr void judge_validate(auto& judge) noexcept {
  const Event& event = judge.event;
  const auto& draft = judge.demand;
  if (!draft.legal_person) {
    judge_document(judge, event.identity == Identity::unknown ? draft.draft_identity : event.identity,
                   event.nationality == Nationality::unknown ? draft.draft_nationality : event.nationality);
  }
  judge_duplicate(judge);
  const std::optional<Date> completed = completed_on(draft, event);
  if (!completed) {
    judge.miss(Field::reference);
    return;
  }
  if (*completed < draft.initial || *completed > event.effective) {
    judge.refuse(ReasonCode::inconsistent_dates, Rule::registration_receipt_date, Field::reference);
  }
  judged_seniority(judge, draft.draft_claim, *completed);
}

constexpr void apply_validate(auto& demand, const auto& event, const auto& law, const Policy& policy) noexcept {
  const Date completed = *completed_on(demand, event);
  open_demand(demand, event, completed, completed, settled_seniority(demand.draft_claim, completed, law, policy));
  demand.online_user = true;
  take_choices(demand, event.choices);
}

constexpr void judge_refuse_draft(auto& judge) noexcept {
  switch (judge.event.ground) {
    case Ground::identity:
    case Ground::duplicate: return;
    case Ground::unknown: judge.miss(Field::ground); return;
    default: judge.refuse(ReasonCode::bad_ground, Rule::registration_online, Field::ground);
  }
}

constexpr void apply_refuse_draft(auto& demand, const auto&, const auto&, const Policy&) noexcept {
  demand.stored = Stored::invalid;
}

/// @rule attestation.due   @law CCH L441-2-1, R441-2-4
constexpr void judge_attest(auto& judge) noexcept {
  if (judge.day() > end_of(Delay::attestation, judge.demand.attested_from, judge.law)) {
    judge.warn(ReasonCode::late_attestation, Rule::attestation_due, Field::effective);
  }
}

constexpr void apply_attest(auto& demand, const auto& event, const auto&, const Policy&) noexcept {
  if (event.effective >= demand.last_presented) demand.attested = true;
}

/// @rule registration.ex-officio   @rule documents.recorded-once
constexpr void judge_seize_prefect(auto& judge) noexcept {
  const Event& event = judge.event;
  const auto too_early_until = [&](Date last_day, Rule rule) {
    if (judge.day() <= last_day) judge.refuse_until(ReasonCode::too_early, rule, Field::effective, last_day + 1);
  };
  switch (event.ground) {
    case Ground::attestation: {
      constexpr Rule rule = Rule::registration_ex_officio;
      if (!judge.now(Provision::attestation_ordered)) judge.refuse(ReasonCode::not_in_force, rule, Field::effective);
      if (judge.demand.attested) judge.refuse(ReasonCode::already_attested, rule, Field::ground);
      too_early_until(end_of(Delay::ex_officio, judge.demand.attested_from, judge.law), rule);
      return;
    }
    case Ground::documents: {
      constexpr Rule rule = Rule::documents_recorded_once;
      if (!judge.now(Provision::documents_recorded_once)) judge.refuse(ReasonCode::not_in_force, rule, Field::effective);
      if (!event.reference) {
        judge.miss(Field::reference);
      } else if (*event.reference > judge.day()) {
        judge.refuse(ReasonCode::inconsistent_dates, rule, Field::reference);
      } else if (const DelayRow* row = judge.law.delay(Delay::documents, judge.day(), PolicyScope::any)) {
        too_early_until(delay_end(*event.reference, *row), rule);
      }
      return;
    }
    case Ground::unknown: judge.miss(Field::ground); return;
    default: judge.refuse(ReasonCode::bad_ground, Rule::registration_ex_officio, Field::ground);
  }
}

}  // namespace sne::lifecycle
