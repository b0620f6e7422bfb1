#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include <sne/codes.hpp>
#include <sne/fact_logic.hpp>
#include <sne/inline_list.hpp>
#include <sne/law/lawbook.hpp>
#include <sne/law/publics.hpp>

/// Who is priority under L441-1, on which proof, on a day.  (fr: publics prioritaires)
///
/// The contract, with every field and every proof, is `docs/priority.md`. A public is named by its id: its letter moved several times. Being
/// priority makes nobody eligible, and being in the list gives no rank.
namespace sne {

/// What is known of a ground. The best of several claims is kept, so the order matters.
enum class GroundStatus : std::uint8_t {
  not_listed,  ///< the list of the day has no such public
  not_met,     ///< a fact excludes it
  claimed,     ///< declared, and not proved
  verified,    ///< proved
};
/// Why a ground is not verified.
enum class PriorityReason : std::uint8_t {
  not_in_list, condition_not_met, window_over, no_proof, proof_not_admitted, proof_undated, proof_after_day, fact_missing,
};
/// The facts that a ground may lack, named as the fields of a claim.
enum class PriorityFact : std::uint8_t {
  proof, proof_date, badly_housed, long_unemployment, minor_child, overcrowded, indecent, care_ended, born, emancipated,
};
/// A favourable decision of the mediation commission, as the register holds it: NON, ACTIF, CADUC, ACTREL.  (fr: statut DALO)
enum class DaloStatus : std::uint8_t { unknown, none, active, lapsed, rehoused };

template <>
struct CodeNames<PriorityPublic> {
  static constexpr auto list = law::public_ids;
};
template <>
struct CodeNames<Proof> {
  static constexpr auto list = law::proof_ids;
};
template <>
struct CodeNames<GroundStatus> {
  static constexpr std::array<std::string_view, 4> list{"NOT_LISTED", "NOT_MET", "CLAIMED", "VERIFIED"};
};
template <>
struct CodeNames<PriorityReason> {
  static constexpr std::array<std::string_view, 8> list{"NOT_IN_LIST",        "CONDITION_NOT_MET", "WINDOW_OVER",     "NO_PROOF",
                                                        "PROOF_NOT_ADMITTED", "PROOF_UNDATED",     "PROOF_AFTER_DAY", "FACT_MISSING"};
};
template <>
struct CodeNames<PriorityFact> {
  static constexpr std::array<std::string_view, 10> list{"proof",       "proof_date", "badly_housed", "long_unemployment", "minor_child",
                                                         "overcrowded", "indecent",   "care_ended",   "born",              "emancipated"};
};
template <>
struct CodeNames<DaloStatus> {
  static constexpr std::array<std::string_view, 5> list{"", "none", "active", "lapsed", "rehoused"};
};

inline constexpr std::size_t public_count = law::public_ids.size();

using PublicSet = CodeSet<PriorityPublic>;

/// A ground that a household declares, with its proof and the facts that its public asks for.
struct GroundClaim {
  PriorityPublic subject = PriorityPublic::handicap;
  Proof proof = Proof::none;
  std::optional<Date> proof_date{};
  Fact badly_housed = Fact::unknown;
  Fact long_unemployment = Fact::unknown;           ///< as the territory judges; failing that, from the months
  std::optional<std::int16_t> unemployed_months{};  ///< 0 to 1200
  Fact minor_child = Fact::unknown;
  Fact overcrowded = Fact::unknown;  ///< under the minimum surface: `below_minimum_surface`
  Fact indecent = Fact::unknown;
  std::optional<Date> care_ended{};  ///< last day in child protection
  std::optional<Date> born{};
  Fact emancipated = Fact::unknown;  ///< of a minor: asked under eighteen only

  friend constexpr bool operator==(const GroundClaim&, const GroundClaim&) = default;
};

/// One public, judged.
struct GroundAnswer {
  PriorityPublic subject{};
  GroundStatus status{};
  std::string_view letter{};  ///< empty when the list of the day has no such public
  CodeSet<PriorityReason> reasons{};
  CodeSet<PriorityFact> missing{};
  std::optional<Date> last_day{};  ///< end of the window of former child protection
  Rule rule{};
  Mark mark{};
  const Citation* citation = nullptr;

  friend constexpr bool operator==(const GroundAnswer&, const GroundAnswer&) = default;
};

/// All the grounds of a household. `claimed` and `verified` share nothing.
struct PriorityAnswer {
  InlineList<GroundAnswer, public_count> grounds{};
  PublicSet claimed{};
  PublicSet verified{};
  bool open_list = false;   ///< the article of the day says "notably"
  Fact dalo = Fact::unknown;
  bool dalo_first = false;  ///< recognised, and the article of the day puts that before the letters
};

namespace priority {

inline constexpr std::int16_t most_months = 1200;
inline constexpr std::int32_t care_age_months = 21 * 12;
inline constexpr std::int32_t majority_months = 18 * 12;

constexpr const PublicRow* listing(PriorityPublic subject, Date day) noexcept {
  for (const PublicRow& row : law::publics) {
    if (row.subject == subject && row.from <= day && day <= row.to) return &row;
  }
  return nullptr;
}

constexpr const ProofRow* admitted(PriorityPublic subject, Proof proof, Date day) noexcept {
  for (const ProofRow& row : law::proofs) {
    if (row.subject == subject && row.proof == proof && row.from <= day && day <= row.to) return &row;
  }
  return nullptr;
}

/// A condition with what would settle it.
struct Condition {
  Fact met = Fact::yes;
  CodeSet<PriorityFact> missing{};
};

constexpr void ask(Condition& condition, Fact fact, PriorityFact name) noexcept {
  if (fact == Fact::unknown) condition.missing = condition.missing | name;
}

}  // namespace priority

/// The letter of a public in the list of a day, empty when it is not there.  (fr: lettre de l'article)
/// Trafficking: `g` on 2016-06-01, `i` on 2018-06-01. Never keep a letter without its day.
/// @rule priority.publics   @law CCH L441-1
constexpr std::string_view letter_of(PriorityPublic subject, Date day) noexcept {
  const PublicRow* row = priority::listing(subject, day);
  return row == nullptr ? std::string_view{} : row->letter;
}

/// The publics that a letter names on a day: one, several, or none. A public whose ground is inside another's is not among them.
/// `b`: poor housing on 2015-06-01, exit of a therapeutic flat on 2020-06-01. `g` on 2018-06-01: couple violence and forced marriage.
/// @rule priority.publics   @law CCH L441-1
constexpr PublicSet public_of(std::string_view letter, Date day) noexcept {
  PublicSet named;
  for (const PublicRow& row : law::publics) {
    if (row.letter == letter && row.from <= day && day <= row.to && row.within == row.subject) named = named | row.subject;
  }
  return named;
}

/// Whether former child-protection youth are within their time. `missing` holds `care_ended`, `born` or `emancipated` when `open` is unknown.
struct ChildProtectionAnswer {
  Fact open = Fact::no;
  std::optional<Date> last_day{};
  CodeSet<PriorityFact> missing{};
  Rule rule = Rule::priority_child_protection;
  Mark mark = Mark::unverified;

  friend constexpr bool operator==(const ChildProtectionAnswer&, const ChildProtectionAnswer&) = default;
};

namespace priority {

constexpr std::optional<Date> last_day_after_care(std::optional<Date> care_ended, std::optional<Date> born, Date day, const LawBook& law,
                                                  ChildProtectionWindow reading) noexcept {
  const std::int32_t window = law.delay(Delay::child_protection, day).value;
  if (reading == ChildProtectionWindow::birthday_21) {
    return born ? std::optional(add_months(*born, care_age_months + window, MonthEnd::clamp)) : std::nullopt;
  }
  return care_ended ? std::optional(add_months(*care_ended, window, MonthEnd::clamp)) : std::nullopt;
}

}  // namespace priority

/// Whether the priority of former child protection runs on a day: care has ended, before the 21st birthday, the last day is inside, and a
/// minor is emancipated. `born_after` for a birth after the day or after the end of care. (fr: jeunes sortis de l'aide sociale à l'enfance)
///
/// Care ended 2023-06-30: open until 2026-06-30. Still in care, or seventeen and not emancipated: no. Any end, asked 2022-02-01: no, the public is in the list from 2022-02-09.
/// @rule priority.child-protection   @law CCH L441-1
constexpr Result<ChildProtectionAnswer> child_protection_window(std::optional<Date> care_ended, std::optional<Date> born, Date day,
                                                                const Policy& policy, const LawBook& law,
                                                                Fact emancipated = Fact::unknown) noexcept {
  if (born && (day < *born || (care_ended && *care_ended < *born))) return Errc::born_after;
  ChildProtectionAnswer answer;
  if (priority::listing(PriorityPublic::ase, day) == nullptr) return answer;
  answer.last_day = priority::last_day_after_care(care_ended, born, day, law, policy.readings.child_protection_window);
  if (answer.last_day && *answer.last_day < day) return answer;
  if (care_ended && day < *care_ended) return answer;
  if (care_ended && born && add_months(*born, priority::care_age_months, MonthEnd::spill) <= *care_ended) return answer;
  const bool minor = born && day < add_months(*born, priority::majority_months, MonthEnd::spill);
  if (minor && emancipated == Fact::no) return answer;
  if (!care_ended) answer.missing = answer.missing | PriorityFact::care_ended;
  if (!born) answer.missing = answer.missing | PriorityFact::born;
  if (minor && emancipated == Fact::unknown) answer.missing = answer.missing | PriorityFact::emancipated;
  answer.open = answer.missing.empty() ? Fact::yes : Fact::unknown;
  return answer;
}

namespace priority {

constexpr Condition back_to_work(const GroundClaim& claim, Date day, const LawBook& law) noexcept {
  Fact long_enough = claim.long_unemployment;
  if (long_enough == Fact::unknown && claim.unemployed_months) {
    long_enough = fact(*claim.unemployed_months >= law.delay(Delay::long_unemployment, day).value);
  }
  const Fact housed = law.in_force(Provision::priority_badly_housed_worker, day) ? claim.badly_housed : Fact::yes;
  Condition condition{both(long_enough, housed), {}};
  ask(condition, long_enough, PriorityFact::long_unemployment);
  ask(condition, housed, PriorityFact::badly_housed);
  return condition;
}

constexpr Condition child_overcrowded(const GroundClaim& claim) noexcept {
  const Fact bad_dwelling = either(claim.overcrowded, claim.indecent);
  Condition condition{both(claim.minor_child, bad_dwelling), {}};
  ask(condition, claim.minor_child, PriorityFact::minor_child);
  if (bad_dwelling == Fact::unknown) {
    ask(condition, claim.overcrowded, PriorityFact::overcrowded);
    ask(condition, claim.indecent, PriorityFact::indecent);
  }
  return condition;
}

constexpr Condition condition_of(const GroundClaim& claim, const ChildProtectionAnswer& window, Date day, const LawBook& law) noexcept {
  switch (claim.subject) {
    case PriorityPublic::back_to_work: return back_to_work(claim, day, law);
    case PriorityPublic::child_overcrowded: return child_overcrowded(claim);
    case PriorityPublic::ase: return {window.open, window.missing};
    default: return {};
  }
}

/// What keeps a ground from being proved on the day; says nothing of its condition.
constexpr void judge_proof(const GroundClaim& claim, Date day, GroundAnswer& answer) noexcept {
  const ProofRow* row = admitted(claim.subject, claim.proof, day);
  const auto lacks = [&answer](PriorityReason reason, PriorityFact fact) {
    answer.reasons = answer.reasons | reason;
    answer.missing = answer.missing | fact;
  };
  if (claim.proof == Proof::none) return lacks(PriorityReason::no_proof, PriorityFact::proof);
  if (row == nullptr) return lacks(PriorityReason::proof_not_admitted, PriorityFact::proof);
  if (!claim.proof_date) return lacks(PriorityReason::proof_undated, PriorityFact::proof_date);
  if (day < *claim.proof_date) lacks(PriorityReason::proof_after_day, PriorityFact::proof);
}

constexpr GroundAnswer not_met(GroundAnswer answer, const ChildProtectionAnswer& window, Date day) noexcept {
  const bool ase = answer.subject == PriorityPublic::ase;
  const bool over = ase && window.last_day && *window.last_day < day;
  answer.status = GroundStatus::not_met;
  answer.reasons = over ? PriorityReason::window_over : PriorityReason::condition_not_met;
  answer.rule = ase ? Rule::priority_child_protection : Rule::priority_publics;
  return answer;
}

constexpr GroundAnswer judge_listed(const GroundClaim& claim, const PublicRow& row, const ChildProtectionAnswer& window, Date day,
                                    const LawBook& law) noexcept {
  GroundAnswer answer{.subject = claim.subject, .letter = row.letter, .mark = row.mark};
  if (claim.subject == PriorityPublic::ase) answer.last_day = window.last_day;
  const Condition condition = condition_of(claim, window, day, law);
  if (condition.met == Fact::no) return not_met(answer, window, day);
  answer.rule = Rule::priority_evidence;
  judge_proof(claim, day, answer);
  if (condition.met == Fact::unknown) {
    answer.reasons = answer.reasons | PriorityReason::fact_missing;
    answer.missing = answer.missing | condition.missing;
  }
  answer.status = answer.reasons.empty() ? GroundStatus::verified : GroundStatus::claimed;
  if (answer.reasons.empty()) answer.mark = weaker(row.mark, admitted(claim.subject, claim.proof, day)->mark);
  return answer;
}

constexpr Result<GroundAnswer> judge(const GroundClaim& claim, Date day, const Policy& policy, const LawBook& law) noexcept {
  if (claim.unemployed_months && (*claim.unemployed_months < 0 || *claim.unemployed_months > most_months)) return Errc::bad_number;
  const Result<ChildProtectionAnswer> window = child_protection_window(claim.care_ended, claim.born, day, policy, law, claim.emancipated);
  if (!window) return window.error();
  const PublicRow* row = listing(claim.subject, day);
  GroundAnswer answer{.subject = claim.subject,
                      .status = GroundStatus::not_listed,
                      .reasons = PriorityReason::not_in_list,
                      .rule = Rule::priority_publics,
                      .mark = law.citation(Rule::priority_publics, day).mark};
  if (row != nullptr) answer = judge_listed(claim, *row, *window, day, law);
  answer.citation = &law.citation(answer.rule, day);
  return answer;
}

constexpr void keep(PriorityAnswer& all, const GroundAnswer& ground) noexcept {
  all.grounds.add(ground);
  if (ground.status == GroundStatus::claimed) all.claimed = all.claimed | ground.subject;
  if (ground.status == GroundStatus::verified) all.verified = all.verified | ground.subject;
}

constexpr Fact recognised(DaloStatus status) noexcept {
  return status == DaloStatus::unknown ? Fact::unknown : fact(status == DaloStatus::active);
}

}  // namespace priority

/// The publics that a household claims and those it proves, on a day, with the decision of the mediation commission beside them.
/// (fr: publics prioritaires de L441-1) Faults carry the row of the claim: `bad_number`, `born_after`; and `date_out_of_range` before
/// 2009-03-28, `beyond_horizon` unless the policy answers beyond it.
///
/// Couple violence with a complaint receipt, 2018: claimed; with a protection order: verified. Back to work, well housed, 2015: not met.
/// @rule priority.publics   @rule priority.evidence   @law CCH L441-1
constexpr Result<PriorityAnswer> priority_publics(std::span<const GroundClaim> claims, Date day, const Policy& policy, const LawBook& law,
                                                  DaloStatus dalo = DaloStatus::unknown) noexcept {
  if (!law.in_force(Provision::priority_list, day)) return Errc::date_out_of_range;
  if (day > law.horizon() && policy.horizon == BeyondHorizon::refuse) return Errc::beyond_horizon;
  std::array<std::optional<GroundAnswer>, public_count> best;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Result<GroundAnswer> judged = priority::judge(claims[i], day, policy, law);
    if (!judged) return {judged.error().code, static_cast<std::uint32_t>(i)};
    std::optional<GroundAnswer>& held = best[static_cast<std::size_t>(claims[i].subject)];
    if (!held || held->status < judged->status) held = *judged;
  }
  PriorityAnswer all;
  for (const std::optional<GroundAnswer>& ground : best) {
    if (ground) priority::keep(all, *ground);
  }
  all.open_list = law.in_force(Provision::priority_open_list, day);
  all.dalo = priority::recognised(dalo);
  all.dalo_first = all.dalo == Fact::yes && law.in_force(Provision::priority_dalo_first, day);
  return all;
}

/// Whether an allocation to this household counts in the quarter of a reserving party: recognised by the mediation commission, or proved;
/// a claim is not enough, several grounds count once.
/// @rule priority.reserved-quarter   @law CCH L441-1
constexpr Fact counts_for_quarter(const PriorityAnswer& answer) noexcept { return either(fact(!answer.verified.empty()), answer.dalo); }

/// A trade of the local list of essential workers, by its code, during a period. The list is the territory's.  (fr: travailleurs essentiels)
struct EssentialJob {
  std::string_view occupation;
  Period held;
};

struct EssentialAnswer {
  Fact objective;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const EssentialAnswer&, const EssentialAnswer&) = default;
};

/// Whether somebody is in the objective of essential workers of a territory: neither a public of L441-1 nor a part of its quarter.
/// No row of the list on the day, or no occupation: unknown. Nurse in the list, 2026: yes; 2021: no, there was no such objective.
/// @rule priority.essential-worker   @law loi 2022-217 art. 78
constexpr EssentialAnswer essential_worker(std::string_view occupation, std::span<const EssentialJob> local, Date day, const LawBook& law) noexcept {
  EssentialAnswer answer{Fact::no, Rule::priority_essential_worker, law.citation(Rule::priority_essential_worker, day).mark};
  if (!law.in_force(Provision::essential_worker_objective, day)) return answer;
  bool listed = false;
  bool any = false;
  for (const EssentialJob& job : local) {
    if (!job.held.holds(day)) continue;
    any = true;
    listed = listed || job.occupation == occupation;
  }
  answer.objective = any && !occupation.empty() ? fact(listed) : Fact::unknown;
  return answer;
}

}  // namespace sne
