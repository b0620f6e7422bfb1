#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/fact_logic.hpp>
#include <sne/law/lawbook.hpp>
#include <sne/mediation.hpp>
#include <sne/occupancy.hpp>
#include <sne/territory.hpp>

/// The grounds on which the mediation commission may be seised.  (fr: droit au logement opposable, cas de saisine)
///
/// The contract is `docs/priority.md`, section 4. Meeting a ground is not being recognised: the commission decides, and may designate somebody
/// who meets the criteria in part. The delays of the commission and of the court, with the two readings of Île-de-France, are in `mediation.hpp`.
namespace sne {

enum class DaloGround : std::uint8_t {
  long_wait,             ///< délai anormalement long
  no_dwelling,           ///< dépourvu de logement
  unfit,                 ///< locaux impropres, insalubres ou dangereux
  eviction,              ///< menacé d'expulsion, décision de justice
  shelter,               ///< hébergé de façon continue
  transition,            ///< logement de transition ou logement-foyer
  indecent_overcrowded,  ///< non décent ou suroccupé, avec mineur ou handicap
  disabled_unadapted,    ///< logement non adapté au handicap
};
enum class DaloOutcome : std::uint8_t { unknown, no_case, partial, meets };
enum class DaloReason : std::uint8_t {
  not_in_force, not_in_situation, too_early, suitable_proposal, suited_dwelling, hosted_by_ascendants, maintenance_duty, to_appreciate,
  other_rehousing_right, no_decision, not_in_good_faith, access_conditions, no_regular_stay, own_means, no_previous_steps,
};
/// The facts that a ground may lack, named as the fields of `DaloSituation`.
enum class DaloFact : std::uint8_t {
  good_faith, access_conditions, regular_stay, no_own_means, delay_passed, suitable_proposal, housing, since, unfit, eviction_decision, disabled,
  minor_child, risk, lacking_items, surface_dm2, persons, unadapted,
};
/// Where somebody lives.  (fr: logement actuel)
enum class DaloHousing : std::uint8_t {
  unknown,
  none,                  ///< sans logement
  hosted_by_ascendants,  ///< hébergé par un ascendant
  hosted_by_family,      ///< hébergé par un autre membre de la famille
  hosted_by_others,      ///< hébergé par un tiers
  shelter,               ///< structure d'hébergement
  residence_hotel,       ///< résidence hôtelière à vocation sociale
  transition_dwelling,   ///< logement de transition
  hostel_dwelling,       ///< logement-foyer
  dwelling,              ///< logement ordinaire
};

template <>
struct CodeNames<DaloGround> {
  static constexpr std::array<std::string_view, 8> list{"D_LONG_WAIT", "D_NO_DWELLING", "D_UNFIT",                "D_EVICTION",
                                                        "D_SHELTER",   "D_TRANSITION",  "D_INDECENT_OVERCROWDED", "D_DISABLED_UNADAPTED"};
};
template <>
struct CodeNames<DaloOutcome> {
  static constexpr std::array<std::string_view, 4> list{"UNKNOWN", "NO_CASE", "PARTIAL", "MEETS"};
};
template <>
struct CodeNames<DaloReason> {
  static constexpr std::array<std::string_view, 15> list{
      "NOT_IN_FORCE",     "NOT_IN_SITUATION", "TOO_EARLY",     "SUITABLE_PROPOSAL",     "SUITED_DWELLING",
      "HOSTED_BY_ASCENDANTS", "MAINTENANCE_DUTY", "TO_APPRECIATE", "OTHER_REHOUSING_RIGHT", "NO_DECISION",
      "NOT_IN_GOOD_FAITH", "ACCESS_CONDITIONS", "NO_REGULAR_STAY", "OWN_MEANS",            "NO_PREVIOUS_STEPS"};
};
template <>
struct CodeNames<DaloFact> {
  static constexpr std::array<std::string_view, 17> list{
      "good_faith", "access_conditions", "regular_stay",  "no_own_means", "delay_passed", "suitable_proposal", "housing",  "since", "unfit",
      "eviction_decision", "disabled",   "minor_child",   "risk",         "lacking_items", "surface_dm2",      "persons",  "unadapted"};
};
template <>
struct CodeNames<DaloHousing> {
  static constexpr std::array<std::string_view, 10> list{
      "",        "none",            "hosted_by_ascendants", "hosted_by_family", "hosted_by_others",
      "shelter", "residence_hotel", "transition_dwelling",  "hostel_dwelling",  "dwelling"};
};

inline constexpr std::size_t dalo_ground_count = CodeNames<DaloGround>::list.size();

/// What is known of a household before the commission. Facts left as they are mean *not known*.
struct DaloSituation {
  Fact good_faith = Fact::unknown;
  Fact access_conditions = Fact::unknown;  ///< regulatory conditions of access to social housing met
  Fact regular_stay = Fact::unknown;       ///< regular and permanent
  Fact no_own_means = Fact::unknown;       ///< cannot find decent independent housing by own means
  Fact previous_steps = Fact::unknown;
  Fact delay_passed = Fact::unknown;  ///< `abnormal_delay_passed`
  Fact suitable_proposal = Fact::unknown;
  Fact suited_dwelling = Fact::unknown;
  DaloHousing housing = DaloHousing::unknown;
  std::optional<Date> since{};  ///< first day of the stay there, without a break
  Fact unfit = Fact::unknown;
  Fact other_rehousing_right = Fact::unknown;
  Fact eviction_decision = Fact::unknown;  ///< a court has ordered the eviction; a threat is not enough
  Fact disabled = Fact::unknown;           ///< applicant or dependant
  Fact minor_child = Fact::unknown;
  Fact risk = Fact::unknown;                     ///< at least one risk to health or safety
  std::optional<std::int16_t> lacking_items{};   ///< items of comfort lacking, 0 to 100
  std::optional<std::int32_t> surface_dm2{};     ///< square decimetres: 8.5 m2 is 850
  std::optional<std::int16_t> persons{};         ///< who live there, 1 to 100
  Fact unadapted = Fact::unknown;

  friend constexpr bool operator==(const DaloSituation&, const DaloSituation&) = default;
};

/// One ground, judged. `from` is the first day on which time alone will have made or has made the ground.
struct DaloGroundAnswer {
  DaloGround ground{};
  DaloOutcome outcome = DaloOutcome::unknown;
  CodeSet<DaloReason> reasons{};
  CodeSet<DaloFact> missing{};
  std::optional<Date> from{};
  Rule rule = Rule::priority_dalo_ground;
  Mark mark{};
  const Citation* citation = nullptr;

  friend constexpr bool operator==(const DaloGroundAnswer&, const DaloGroundAnswer&) = default;
};

using DaloAnswers = std::array<DaloGroundAnswer, dalo_ground_count>;

namespace dalo {

constexpr void conclude(DaloGroundAnswer& answer, DaloOutcome outcome) noexcept { answer.outcome = outcome; }
constexpr void conclude(DaloGroundAnswer& answer, DaloOutcome outcome, DaloReason reason) noexcept {
  answer.outcome = outcome;
  answer.reasons = answer.reasons | reason;
}
constexpr void no_case(DaloGroundAnswer& answer, DaloReason reason) noexcept { conclude(answer, DaloOutcome::no_case, reason); }

constexpr void ask(DaloGroundAnswer& answer, DaloFact fact) noexcept { answer.missing = answer.missing | fact; }
constexpr void ask(DaloGroundAnswer& answer, Fact known, DaloFact fact) noexcept {
  if (known == Fact::unknown) ask(answer, fact);
}

constexpr void long_wait(const DaloSituation& of, DaloGroundAnswer& answer) noexcept {
  if (of.suitable_proposal == Fact::yes) return no_case(answer, DaloReason::suitable_proposal);
  if (of.delay_passed == Fact::no) return no_case(answer, DaloReason::too_early);
  ask(answer, of.suitable_proposal, DaloFact::suitable_proposal);
  ask(answer, of.delay_passed, DaloFact::delay_passed);
  if (!answer.missing.empty()) return;
  if (of.suited_dwelling == Fact::yes) return conclude(answer, DaloOutcome::partial, DaloReason::suited_dwelling);
  conclude(answer, DaloOutcome::meets);
}

constexpr void no_dwelling(const DaloSituation& of, Date day, const LawBook& law, DaloGroundAnswer& answer) noexcept {
  const bool ascendants_apart = law.in_force(Provision::dalo_ascendants, day);
  switch (of.housing) {
    case DaloHousing::unknown: return ask(answer, DaloFact::housing);
    case DaloHousing::none: return conclude(answer, DaloOutcome::meets);
    case DaloHousing::hosted_by_ascendants:
      return conclude(answer, DaloOutcome::partial, ascendants_apart ? DaloReason::hosted_by_ascendants : DaloReason::maintenance_duty);
    case DaloHousing::hosted_by_family:
      return conclude(answer, DaloOutcome::partial, ascendants_apart ? DaloReason::to_appreciate : DaloReason::maintenance_duty);
    case DaloHousing::hosted_by_others: return conclude(answer, DaloOutcome::partial, DaloReason::to_appreciate);
    default: return no_case(answer, DaloReason::not_in_situation);
  }
}

constexpr void unfit(const DaloSituation& of, DaloGroundAnswer& answer) noexcept {
  if (of.housing == DaloHousing::none || of.unfit == Fact::no) return no_case(answer, DaloReason::not_in_situation);
  if (of.unfit == Fact::unknown) return ask(answer, DaloFact::unfit);
  if (of.other_rehousing_right == Fact::yes) return conclude(answer, DaloOutcome::partial, DaloReason::other_rehousing_right);
  conclude(answer, DaloOutcome::meets);
}

constexpr void eviction(const DaloSituation& of, DaloGroundAnswer& answer) noexcept {
  switch (of.eviction_decision) {
    case Fact::unknown: return ask(answer, DaloFact::eviction_decision);
    case Fact::no: return no_case(answer, DaloReason::no_decision);
    case Fact::yes: return conclude(answer, DaloOutcome::meets);
  }
}

/// A stay that opens the ground when it has lasted **more than** a delay: the day it is reached is one day early.
struct Stay {
  DaloHousing plain;
  DaloHousing later;  ///< counts from the decree of 2010 on
  Delay length;
};

constexpr void stay(const DaloSituation& of, const Stay& kind, Date day, const LawBook& law, DaloGroundAnswer& answer) noexcept {
  if (of.housing == DaloHousing::unknown) return ask(answer, DaloFact::housing);
  if (of.housing != kind.plain && of.housing != kind.later) return no_case(answer, DaloReason::not_in_situation);
  if (of.housing == kind.later && !law.in_force(Provision::dalo_residences, day)) return no_case(answer, DaloReason::not_in_force);
  if (!of.since) return ask(answer, DaloFact::since);
  answer.from = delay_end(*of.since, law.delay(kind.length, day)) + 1;
  if (day < *answer.from) return no_case(answer, DaloReason::too_early);
  conclude(answer, DaloOutcome::meets);
}

constexpr Fact overcrowded(const DaloSituation& of) noexcept {
  if (!of.surface_dm2 || !of.persons) return Fact::unknown;
  const Result<bool> below = below_minimum_surface(*of.surface_dm2, *of.persons);
  return below ? fact(*below) : Fact::unknown;
}

constexpr Fact lacks_comfort(const DaloSituation& of) noexcept { return of.lacking_items ? fact(*of.lacking_items >= 2) : Fact::unknown; }

constexpr void ask_about_the_dwelling(const DaloSituation& of, DaloGroundAnswer& answer) noexcept {
  ask(answer, of.risk, DaloFact::risk);
  if (!of.lacking_items) ask(answer, DaloFact::lacking_items);
  if (!of.surface_dm2) ask(answer, DaloFact::surface_dm2);
  if (!of.persons) ask(answer, DaloFact::persons);
}

constexpr void indecent_overcrowded(const DaloSituation& of, DaloGroundAnswer& answer) noexcept {
  const Fact protected_household = either(of.disabled, of.minor_child);
  const Fact bad_dwelling = either(of.risk, either(lacks_comfort(of), overcrowded(of)));
  const Fact both_halves = both(protected_household, bad_dwelling);
  if (of.housing == DaloHousing::none || both_halves == Fact::no) return no_case(answer, DaloReason::not_in_situation);
  if (both_halves == Fact::yes) return conclude(answer, DaloOutcome::meets);
  if (protected_household == Fact::unknown) {
    ask(answer, of.disabled, DaloFact::disabled);
    ask(answer, of.minor_child, DaloFact::minor_child);
  }
  if (bad_dwelling == Fact::unknown) ask_about_the_dwelling(of, answer);
}

constexpr void disabled_unadapted(const DaloSituation& of, Date day, const LawBook& law, DaloGroundAnswer& answer) noexcept {
  const Fact met = both(of.disabled, of.unadapted);
  if (!law.in_force(Provision::dalo_unadapted, day)) return no_case(answer, DaloReason::not_in_force);
  answer.citation = &law::citation_of("3ds-91");
  answer.mark = answer.citation->mark;
  if (of.housing == DaloHousing::none || met == Fact::no) return no_case(answer, DaloReason::not_in_situation);
  if (met == Fact::yes) return conclude(answer, DaloOutcome::meets);
  ask(answer, of.disabled, DaloFact::disabled);
  ask(answer, of.unadapted, DaloFact::unadapted);
}

constexpr void judge_alone(const DaloSituation& of, Date day, const LawBook& law, DaloGroundAnswer& answer) noexcept {
  if (!law.in_force(Provision::dalo_grounds, day)) return no_case(answer, DaloReason::not_in_force);
  switch (answer.ground) {
    case DaloGround::long_wait: return long_wait(of, answer);
    case DaloGround::no_dwelling: return no_dwelling(of, day, law, answer);
    case DaloGround::unfit: return unfit(of, answer);
    case DaloGround::eviction: return eviction(of, answer);
    case DaloGround::shelter: return stay(of, {DaloHousing::shelter, DaloHousing::residence_hotel, Delay::dalo_shelter}, day, law, answer);
    case DaloGround::transition:
      return stay(of, {DaloHousing::transition_dwelling, DaloHousing::hostel_dwelling, Delay::dalo_transition}, day, law, answer);
    case DaloGround::indecent_overcrowded: return indecent_overcrowded(of, answer);
    case DaloGround::disabled_unadapted: return disabled_unadapted(of, day, law, answer);
  }
}

/// A condition common to all the grounds.
struct Common {
  Fact met;
  DaloReason reason;
  DaloFact fact;
};

constexpr std::array<Common, 4> common_conditions(const DaloSituation& of) noexcept {
  return {{{of.good_faith, DaloReason::not_in_good_faith, DaloFact::good_faith},
           {of.access_conditions, DaloReason::access_conditions, DaloFact::access_conditions},
           {of.regular_stay, DaloReason::no_regular_stay, DaloFact::regular_stay},
           {of.no_own_means, DaloReason::own_means, DaloFact::no_own_means}}};
}

constexpr void weigh_common(const DaloSituation& of, Date day, const LawBook& law, DaloGroundAnswer& answer) noexcept {
  if (answer.reasons.holds(DaloReason::not_in_force)) return;
  CodeSet<DaloReason> failed;
  CodeSet<DaloFact> missing;
  for (const Common& one : common_conditions(of)) {
    if (one.met == Fact::no) failed = failed | one.reason;
    if (one.met == Fact::unknown) missing = missing | one.fact;
  }
  if (!failed.empty()) {
    answer.outcome = DaloOutcome::no_case;
    answer.reasons = failed;
    answer.missing = {};
    answer.from.reset();
    return;
  }
  if (answer.outcome == DaloOutcome::no_case) return;
  if (!missing.empty()) {
    answer.outcome = DaloOutcome::unknown;
    answer.reasons = {};
    answer.missing = answer.missing | missing;
  }
  const bool steps_count = of.previous_steps == Fact::no && law.in_force(Provision::dalo_previous_steps, day);
  if (steps_count && answer.outcome != DaloOutcome::unknown) conclude(answer, DaloOutcome::partial, DaloReason::no_previous_steps);
}

constexpr bool counts_in_range(const DaloSituation& of) noexcept {
  const bool items = !of.lacking_items || occupancy::is_count(*of.lacking_items, 0);
  const bool persons = !of.persons || occupancy::is_count(*of.persons, 1);
  return items && persons && (!of.surface_dm2 || *of.surface_dm2 >= 0);
}

}  // namespace dalo

/// Every ground of the mediation commission, judged on a day.  (fr: cas de saisine de la commission de médiation)
/// Faults: `bad_number` for a count out of range; `beyond_horizon`. Before 2007-11-30 no ground is in force.
///
/// Sheltered since 2026-05-24: too early on 2026-11-24, met from 2026-11-25. Overcrowded couple without child or disability: no case.
/// @rule priority.dalo-ground   @law CCH L441-2-3, R441-14-1
constexpr Result<DaloAnswers> dalo_grounds(const DaloSituation& situation, Date day, const LawBook& law) noexcept {
  if (!dalo::counts_in_range(situation)) return Errc::bad_number;
  if (day > law.horizon()) return Errc::beyond_horizon;
  const Citation& citation = law.citation(Rule::priority_dalo_ground, day);
  DaloAnswers answers;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    answers[i].ground = static_cast<DaloGround>(i);
    answers[i].mark = citation.mark;
    answers[i].citation = &citation;
    dalo::judge_alone(situation, day, law, answers[i]);
    dalo::weigh_common(situation, day, law, answers[i]);
  }
  return answers;
}

/// An order of a prefect on the abnormally long delay: data of the caller, one row for a département, and a size where the order says so.
/// (fr: arrêté préfectoral fixant le délai anormalement long)
struct AbnormalDelay {
  Territory territory{};  ///< a département: `075`, never `111`
  Typology typology = Typology::unknown;  ///< unknown: every size
  std::int16_t months = 0;                ///< 1 to 240
  Date from, to;
  std::string_view citation{};  ///< the order, in the caller's words
};

namespace dalo {

inline constexpr std::int16_t longest_delay = 240;

constexpr bool both_hold(const AbnormalDelay& a, const AbnormalDelay& b) noexcept {
  return a.territory == b.territory && a.typology == b.typology && a.from <= b.to && b.from <= a.to;
}

constexpr std::optional<Errc> fault_alone(const AbnormalDelay& row) noexcept {
  const TerritoryKind kind = row.territory.kind();
  if (kind == TerritoryKind::unknown || kind == TerritoryKind::ile_de_france) return Errc::unknown_territory;
  if (row.months < 1 || row.months > longest_delay) return Errc::bad_number;
  if (row.to < row.from) return Errc::impossible_date;
  if (row.citation.empty()) return Errc::pack_uncited;
  return std::nullopt;
}

/// The row that holds on a day: the one of the size, else the one of every size.
constexpr const AbnormalDelay* order_for(const Territory& departement, Typology typology, Date day, std::span<const AbnormalDelay> orders) noexcept {
  const AbnormalDelay* found = nullptr;
  for (const AbnormalDelay& row : orders) {
    const bool holds = row.territory == departement && row.from <= day && day <= row.to;
    if (!holds || (row.typology != typology && row.typology != Typology::unknown)) continue;
    if (found == nullptr || row.typology != Typology::unknown) found = &row;
  }
  return found;
}

}  // namespace dalo

/// The first thing wrong with a table of orders, with its row: `unknown_territory`, `bad_number`, `impossible_date`, `pack_uncited`,
/// `pack_overlap` when an earlier row of the same département and size shares a day.
/// @rule priority.abnormal-delay   @law CCH L441-1-4
constexpr std::optional<Fault> find_fault(std::span<const AbnormalDelay> orders) noexcept {
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const auto at = static_cast<std::uint32_t>(i);
    if (const std::optional<Errc> wrong = dalo::fault_alone(orders[i])) return Fault{*wrong, at};
    for (std::size_t j = 0; j < i; ++j) {
      if (dalo::both_hold(orders[i], orders[j])) return Fault{Errc::pack_overlap, at};
    }
  }
  return std::nullopt;
}

/// A wait: the seniority of the demand in a département, and the size wanted.
struct Wait {
  std::optional<Date> since{};
  Territory departement{};
  Typology typology = Typology::unknown;
};

/// `order` is the row applied, none when no row holds; `from` the first day of the abnormally long wait.
struct AbnormalDelayAnswer {
  Fact passed = Fact::unknown;
  std::optional<Date> from{};
  const AbnormalDelay* order = nullptr;
  Rule rule = Rule::priority_abnormal_delay;
  Mark mark = Mark::convention;
};

/// Whether a wait is abnormally long on a day under the orders given, of which `find_fault` finds nothing wrong. The order is the one of the
/// day asked, whatever the day of the deposit; no order, or no seniority: unknown.  (fr: délai anormalement long)
///
/// Paris, two rooms, 108 months, since 2015-05-31: no on 2024-05-30, yes on 2024-05-31 (the day after under `strict`).
/// @rule priority.abnormal-delay   @law CCH L441-1-4
constexpr AbnormalDelayAnswer abnormal_delay_passed(const Wait& wait, Date day, std::span<const AbnormalDelay> orders, const LawBook& law,
                                                    DelayReached reading = DelayReached::inclusive) noexcept {
  AbnormalDelayAnswer answer;
  answer.order = dalo::order_for(wait.departement, wait.typology, day, orders);
  if (answer.order == nullptr || !wait.since) return answer;
  const Result<DatedAnswer> reached = abnormal_delay_from(*wait.since, answer.order->months, law, reading);
  // A wait that was long enough before the article existed is abnormally long from its first day.
  answer.from = reached ? reached->day : law::provisions[static_cast<std::size_t>(Provision::abnormal_delay)].from;
  answer.passed = fact(*answer.from <= day);
  return answer;
}

}  // namespace sne
