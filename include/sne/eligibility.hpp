#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include <sne/ceiling.hpp>
#include <sne/commune.hpp>
#include <sne/composition.hpp>
#include <sne/income.hpp>
#include <sne/stay.hpp>

/// Who may be housed, in which product, on a day, and why.  (fr: éligibilité au logement social)
///
/// One pure function, `evaluate`; its contract is `docs/households.md`. It decides nothing about an allocation: the commission does.
namespace sne {

/// When the question is asked: before the lease the answer is provisional.  (fr: stade de la demande)
enum class Stage : std::uint8_t { lease, commission, inquiry };
/// By which way a dwelling is let.  (fr: voie d'attribution)
enum class Route : std::uint8_t {
  ordinary,
  young_lease,       ///< students, under thirties, apprentices: L442-8-4
  under_occupation,  ///< relocation out of an under-occupied dwelling: L442-3-1
  flat_share,        ///< one lease for each sharer
};
/// Who set a local ceiling.  (fr: auteur d'une dérogation)
enum class OrderKind : std::uint8_t { prefect, delegated };

template <>
struct CodeNames<Stage> {
  static constexpr std::array<std::string_view, 3> list{"lease", "commission", "inquiry"};
};
template <>
struct CodeNames<Route> {
  static constexpr std::array<std::string_view, 4> list{"ordinary", "young_lease", "under_occupation", "flat_share"};
};
template <>
struct CodeNames<OrderKind> {
  static constexpr std::array<std::string_view, 2> list{"prefect", "delegated"};
};

/// A local ceiling: a percent of the annex, or the amount that the order states for this household.  (fr: dérogation locale, R441-1-1 et R441-1-2)
struct LocalOrder {
  Date from{}, to{};
  std::int32_t percent = 100;           ///< 1 to 1000; at most 130 when delegated
  OrderKind kind = OrderKind::prefect;
  std::optional<std::int32_t> euros{};  ///< in place of the percent

  [[nodiscard]] constexpr bool holds(Date day) const noexcept { return from <= day && day <= to; }
  friend constexpr bool operator==(const LocalOrder&, const LocalOrder&) = default;
};

/// What would be let, and how.  (fr: logement proposé)
struct Letting {
  CeilingZone zone = CeilingZone::none;  ///< of the dwelling: `ceiling_zone(commune, day)`
  Route route = Route::ordinary;
  Stage stage = Stage::lease;
  bool share_at_120_open = false;
  std::optional<LocalOrder> local_order{};
  std::optional<Date> entry{};      ///< day of entry, when it is not that of the lease
  Mark zone_mark = Mark::text;      ///< how sure the zone is: `ceiling_zone(commune, day).mark`

  friend constexpr bool operator==(const Letting&, const Letting&) = default;
};

/// What a verdict says.  (fr: issue)
enum class Eligibility : std::uint8_t { eligible, not_eligible, over_within_share, unknown };

template <>
struct CodeNames<Eligibility> {
  static constexpr std::array<std::string_view, 4> list{"eligible", "not_eligible", "over_within_share", "unknown"};
};

/// A reason or a warning of a verdict: what, by which rule, about which field of which person.  (fr: motif)
struct VerdictReason {
  ReasonCode code{};
  Rule rule{};
  Input input{};
  std::uint8_t row = no_row;  ///< the first person concerned

  friend constexpr bool operator==(const VerdictReason&, const VerdictReason&) = default;
};

/// An input that would help to settle an unknown.  (fr: information manquante)
struct Lacking {
  Input input{};
  std::uint8_t row = no_row;

  friend constexpr bool operator==(const Lacking&, const Lacking&) = default;
};

/// The inputs that an unknown lacks, a few bytes for any household.  (fr: informations manquantes)
class MissingInputs {
 public:
  /// The inputs of a person that may be missing, in the order in which they are listed.
  static constexpr std::array<Input, 7> of_persons{Input::nationality, Input::stay,  Input::on_notice, Input::attached,
                                                   Input::card,        Input::signs, Input::income};

  constexpr void add(Lacking lacking) noexcept {
    if (lacking.input == Input::separation_since) since_ = true;
    if (lacking.input == Input::separation_couple) couple_ = true;
    if (lacking.input == Input::as_of) day_ = true;
    if (lacking.input == Input::care_home) cost_ = true;
    for (std::size_t i = 0; i < of_persons.size(); ++i) {
      if (of_persons[i] == lacking.input) rows_[i] |= std::uint32_t{1} << lacking.row;
    }
  }
  constexpr void add(const MissingInputs& other) noexcept {
    since_ = since_ || other.since_;
    couple_ = couple_ || other.couple_;
    day_ = day_ || other.day_;
    cost_ = cost_ || other.cost_;
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] |= other.rows_[i];
  }
  constexpr void add_incomes(std::uint32_t rows) noexcept { rows_.back() |= rows; }

  [[nodiscard]] constexpr bool empty() const noexcept { return *this == MissingInputs{}; }
  [[nodiscard]] constexpr bool holds(Lacking lacking) const noexcept {
    MissingInputs with = *this;
    with.add(lacking);
    return with == *this;
  }
  /// The list in the order of the contract: the separation and the day; nationality and stay by row; the other facts by row; the incomes by row;
  /// the cost of the care home.
  [[nodiscard]] constexpr InlineList<Lacking, 240> list() const noexcept {
    InlineList<Lacking, 240> made;
    if (since_) made.add({Input::separation_since, no_row});
    if (couple_) made.add({Input::separation_couple, no_row});
    if (day_) made.add({Input::as_of, no_row});
    constexpr std::array<std::size_t, 4> groups{0, 2, 6, 7};
    for (std::size_t group = 0; group + 1 < groups.size(); ++group) {
      for (std::uint8_t row = 0; row < Household::max_persons; ++row) {
        for (std::size_t i = groups[group]; i < groups[group + 1]; ++i) {
          if ((rows_[i] >> row & 1U) != 0) made.add({of_persons[i], row});
        }
      }
    }
    if (cost_) made.add({Input::care_home, no_row});
    return made;
  }

  friend constexpr bool operator==(const MissingInputs&, const MissingInputs&) = default;

 private:
  std::array<std::uint32_t, of_persons.size()> rows_{};
  bool since_ = false, couple_ = false, day_ = false, cost_ = false;
};

/// Reasons in the order of their numbers, each once.
template <std::size_t Capacity>
class VerdictReasons {
 public:
  constexpr void add(const VerdictReason& reason) noexcept {
    std::size_t at = size_;
    for (std::size_t i = 0; i < size_; ++i) {
      if (held_[i].code == reason.code) return;
      if (at == size_ && reason.code < held_[i].code) at = i;
    }
    assert(size_ < Capacity);
    if (size_ == Capacity) return;
    for (std::size_t i = size_; i > at; --i) held_[i] = held_[i - 1];
    held_[at] = reason;
    ++size_;
  }
  [[nodiscard]] constexpr std::span<const VerdictReason> all() const& noexcept { return {held_.data(), size_}; }
  std::span<const VerdictReason> all() const&& = delete;
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] constexpr const VerdictReason* find(ReasonCode code) const noexcept {
    for (const VerdictReason& reason : all()) {
      if (reason.code == code) return &reason;
    }
    return nullptr;
  }

 private:
  std::array<VerdictReason, Capacity> held_{};
  std::uint8_t size_ = 0;
};

/// What the law answers for one product. Citations: `law.citation(reason.rule, judged_on)`.  (fr: verdict)
struct Verdict {
  Product product{};
  CeilingZone zone = CeilingZone::none;
  Eligibility outcome = Eligibility::unknown;
  Date judged_on{};
  bool provisional = false;

  std::int32_t persons = 0, dependants = 0;     ///< those surely counted
  std::optional<CategoryAnswer> category{};     ///< when settled
  CeilingAmount ceiling{};                      ///< of the smallest category; not known where no text was seen
  std::optional<LocalOrder> local_order{};      ///< the one in force
  bool waived = false;                          ///< no ceiling applies to this lease
  std::optional<std::int64_t> income{};         ///< cents, when settled
  IncomeBasis basis = IncomeBasis::unknown;
  std::int64_t deduction = 0;                   ///< cents taken off
  Whose whose = Whose::household;
  Mark mark = Mark::text;                       ///< the weakest of what the verdict rests on

  VerdictReasons<12> reasons{};
  VerdictReasons<20> warnings{};
  MissingInputs missing{};
  std::optional<Date> earliest{};  ///< day on which every minor holder is of age, when that is a reason
  std::uint64_t law = 0;           ///< `LawBook::digest` of the book that judged

  /// The civil year of the income retained; none for the last twelve months or when it is not settled.
  [[nodiscard]] constexpr std::optional<std::int32_t> income_year() const noexcept {
    if (basis == IncomeBasis::n_2) return judged_on.civil().year - 2;
    if (basis == IncomeBasis::n_1) return judged_on.civil().year - 1;
    return std::nullopt;
  }
  /// The ceiling that decides, in cents: that of the annex, or of the local order in force.
  [[nodiscard]] constexpr std::int64_t ceiling_cents(std::int32_t euros) const noexcept {
    if (!local_order) return std::int64_t{euros} * 100;
    return local_order->euros ? std::int64_t{*local_order->euros} * 100 : std::int64_t{euros} * local_order->percent;
  }
  /// Ceiling less income in cents; negative above the ceiling.
  [[nodiscard]] constexpr std::optional<std::int64_t> margin() const noexcept {
    if (!income || !ceiling.known() || !category) return std::nullopt;
    return ceiling_cents(ceiling.euros) - *income;
  }
};

/// A sink that hears nothing. A trace has the same members; `sne::VerdictTree` keeps a tree for a reader.
struct NoTrace {
  constexpr void question(const Household&, const Letting&, Date, const LawBook&, const Policy&) const noexcept {}
  constexpr void separation(const Household&, bool /*set_aside*/) const noexcept {}
  constexpr void composed(const Household&, const Composition&) const noexcept {}
  constexpr void stay(std::size_t /*row*/, const StayAnswer&) const noexcept {}
  constexpr void income(const IncomeAnswer&, Whose) const noexcept {}
  constexpr void ceiling(const CeilingAmount& /*low*/, const CeilingAmount& /*high*/) const noexcept {}
  constexpr void verdict(const Verdict&) const noexcept {}
};

namespace eligibility {

/// Whether a local order can exist: it does not run backwards, and keeps to the length (prefect) or the height (delegation) of its text.
/// @rule ceiling.local-order   @rule ceiling.delegated-order   @law CCH R441-1-1, R441-1-2
constexpr bool order_allowed(const LocalOrder& order, const LawBook& law) noexcept {
  constexpr std::int32_t highest_percent = 1000;
  constexpr std::int32_t highest_delegated = 130;
  constexpr std::int32_t longest_years = 6;
  if (order.to < order.from || order.percent < 1 || order.percent > highest_percent) return false;
  if (order.euros && *order.euros < 1) return false;
  if (order.kind == OrderKind::delegated) return order.percent <= highest_delegated;
  if (!law.in_force(Provision::local_order_six_years, order.from)) return true;
  return order.to <= add_years(order.from, longest_years, MonthEnd::clamp);
}

constexpr Rule rule_of(OrderKind kind) noexcept {
  return kind == OrderKind::delegated ? Rule::ceiling_delegated_order : Rule::ceiling_local_order;
}

/// What the products of one question share.
struct Assessment {
  const Household& home;
  const Letting& letting;
  Date on;
  const LawBook& law;
  const Policy& policy;

  PartnerStanding partner = PartnerStanding::counted;
  bool separation_open = false;  ///< the day of the paper, or the couple, is missing: the partner may count or not
  Composition composed{};
  IncomeAnswer income{};
  VerdictReasons<12> refusals{}, open{};
  VerdictReasons<20> warnings{};
  MissingInputs lacking{};
  std::optional<Date> earliest{};
  Mark mark = Mark::text;

  [[nodiscard]] constexpr bool set_aside() const noexcept { return partner == PartnerStanding::set_aside; }
  [[nodiscard]] constexpr bool is_aside(const Person& person) const noexcept { return set_aside() && is_partner(person.tie); }
  constexpr void weigh(Mark weight) noexcept { mark = weaker(mark, weight); }
  constexpr void warn(ReasonCode code, Rule rule, Input input, std::uint8_t row = no_row) noexcept { warnings.add({code, rule, input, row}); }
  constexpr void refuse(ReasonCode code, Rule rule, Input input, std::uint8_t row = no_row) noexcept { refusals.add({code, rule, input, row}); }
};

/// A case of separation, the days on which it is admitted and the couples it is for.
struct AdmittedCase {
  SeparationCase kind;
  Provision provision;
  bool married, pacs, cohabiting;
};

inline constexpr std::array<AdmittedCase, 13> admitted_cases{{
    {SeparationCase::non_conciliation, Provision::separation_non_conciliation, true, false, false},
    {SeparationCase::non_conciliation, Provision::separation_non_conciliation_kept, true, false, false},
    {SeparationCase::judge_measures, Provision::separation_judge_measures, true, false, false},
    {SeparationCase::urgent_measures, Provision::separation_urgent_measures, true, false, false},
    {SeparationCase::pacs_end, Provision::separation_pacs_end, false, true, false},
    {SeparationCase::complaint, Provision::separation_complaint, true, true, false},
    {SeparationCase::complaint, Provision::separation_complaint_cohabitants, true, true, true},
    {SeparationCase::protection_order, Provision::separation_protection_order, true, true, true},
    {SeparationCase::petition, Provision::separation_petition, true, false, false},
    {SeparationCase::mediation, Provision::separation_mediation, true, false, false},
    {SeparationCase::lawyer_certificate, Provision::separation_lawyer_certificate, true, false, false},
    {SeparationCase::lawyer_certificate, Provision::separation_lawyer_certificate_named, true, false, false},
    {SeparationCase::protected_alone, Provision::separation_protected_alone, true, true, true},
}};

constexpr bool is_for(const AdmittedCase& row, Couple couple) noexcept {
  switch (couple) {
    case Couple::married: return row.married;
    case Couple::pacs: return row.pacs;
    case Couple::cohabiting: return row.cohabiting;
    case Couple::unknown:
    case Couple::co_tenant: break;
  }
  return false;
}

constexpr Couple couple_listed(const Household& home) noexcept {
  for (const Person& person : home.persons) {
    if (person.tie == Tie::spouse) return Couple::married;
    if (person.tie == Tie::pacs) return Couple::pacs;
    if (person.tie == Tie::cohabitant) return Couple::cohabiting;
  }
  return Couple::unknown;
}

/// Whether a case is admitted on a day for a couple; of a couple not known, unknown when the case is not for every couple that the law knew.
struct Admission {
  Fact admitted = Fact::no;
  Mark mark = Mark::text;
};
constexpr Admission admission_of(SeparationCase kind, Couple couple, Date on, const LawBook& law) noexcept {
  Admission found;
  for (const AdmittedCase& row : admitted_cases) {
    if (row.kind != kind || !law.in_force(row.provision, on)) continue;
    const Mark mark = law::provisions[static_cast<std::size_t>(row.provision)].mark;
    if (is_for(row, couple)) return {Fact::yes, mark};
    // A paper that only married people, or only partners of a PACS, can hold says which couple it was; a complaint does not.
    const bool says_which = !row.cohabiting && row.married != row.pacs;
    if (couple == Couple::unknown) found = {says_which || (row.married && row.pacs && row.cohabiting) ? Fact::yes : either(found.admitted, Fact::unknown), mark};
    if (found.admitted == Fact::yes) return found;
  }
  return found;
}

/// Whether a separation sets the partner aside; what is not known is noted as lacking. A partner listed tells which couple it is; one that `couple`
/// contradicts is another person, and is not set aside.
/// @rule income.separation   @law CCH L441-1
constexpr void judge_separation(Assessment& asked) noexcept {
  const Separation& separation = asked.home.separation;
  if (separation.kind == SeparationCase::none) return;
  const auto lacks = [&asked](Input input) {
    asked.separation_open = true;
    asked.lacking.add({input, no_row});
  };
  const Couple listed = couple_listed(asked.home);
  const bool contradicted = listed != Couple::unknown && separation.couple != Couple::unknown && listed != separation.couple;
  const Admission admission = admission_of(separation.kind, listed == Couple::unknown ? separation.couple : listed, asked.on, asked.law);
  Fact admitted = contradicted ? Fact::no : admission.admitted;
  if (admitted == Fact::unknown) return lacks(Input::separation_couple);
  if (admitted == Fact::yes && !separation.since && separation.kind != SeparationCase::protected_alone) return lacks(Input::separation_since);
  if (admitted == Fact::yes && separation.since.value_or(asked.on) <= asked.on) {
    asked.partner = PartnerStanding::set_aside;
    asked.weigh(admission.mark);
    return;
  }
  asked.warn(ReasonCode::separation_not_admitted, Rule::income_separation, Input::separation);
}

/// Whether a person will hold the lease of this question: unknown for a partner of whom it is not known whether they sign.
constexpr Fact is_holder(const Assessment& asked, std::size_t row) noexcept {
  const Person& person = asked.home.persons[row];
  if (person.tie == Tie::co_tenant) return asked.composed.counted[row];
  return asked.is_aside(person) ? Fact::no : holds_lease(person);
}

constexpr void note_stay(Assessment& asked, std::uint8_t row, const StayAnswer& answer) noexcept {
  const Person& person = asked.home.persons[row];
  const Rule rule = person.tie == Tie::spouse ? Rule::eligibility_stay_of_others : Rule::eligibility_stay;
  asked.weigh(answer.mark);
  if (answer.regular == Fact::yes) {
    if (answer.has_code) asked.warn(answer.code, Rule::eligibility_stay_eu, Input::nationality, row);
    return;
  }
  if (answer.regular == Fact::unknown && answer.has_code) asked.warn(answer.code, Rule::eligibility_stay, Input::stay, row);
  if (person.tie == Tie::spouse) {
    asked.open.add({ReasonCode::spouse_stay, rule, Input::stay, row});
    asked.lacking.add({answer.regular == Fact::unknown ? answer.lacking : Input::stay, row});
  } else if (answer.regular == Fact::no) {
    const bool may_not_count = is_partner(person.tie) && asked.separation_open;
    if (!may_not_count) asked.refuse(answer.code, rule, Input::stay, row);
  } else {
    asked.lacking.add({answer.lacking, row});
  }
}

/// @rule eligibility.stay   @rule eligibility.stay-of-others   @law CCH R441-1
template <class Trace>
constexpr void judge_stay(Assessment& asked, Trace& trace) noexcept {
  for (std::size_t row = 0; row < asked.home.persons.size(); ++row) {
    const Person& person = asked.home.persons[row];
    const auto at = static_cast<std::uint8_t>(row);
    const Fact tested = is_holder(asked, row);
    if (tested == Fact::yes) {
      const StayAnswer answer = stay_of(person, asked.on);
      trace.stay(row, answer);
      note_stay(asked, at, answer);
      continue;
    }
    if (tested == Fact::unknown && stay_of(person, asked.on).regular != Fact::yes) asked.lacking.add({Input::signs, at});
    if (person.nationality != Nationality::other || asked.composed.counted[row] == Fact::no) continue;
    const bool adult = asked.composed.age[row] >= household::of_age;
    if (adult && stay_of(person, asked.on).regular != Fact::yes) {
      asked.warn(ReasonCode::adult_stay_unknown, Rule::eligibility_stay_of_others, Input::stay, at);
    }
  }
}

/// A minor holder who is not emancipated is refused on the day of the lease; before it, the lease may come after the birthday.
/// @rule eligibility.majority   @law Code civil 413-6, 1146
constexpr void judge_majority(Assessment& asked) noexcept {
  for (std::size_t row = 0; row < asked.home.persons.size(); ++row) {
    const Person& person = asked.home.persons[row];
    const auto at = static_cast<std::uint8_t>(row);
    const Fact holder = is_holder(asked, row);
    if (holder == Fact::no || person.emancipated || asked.composed.age[row] >= household::of_age) continue;
    if (is_partner(person.tie) && asked.separation_open) continue;
    if (holder == Fact::unknown) {
      asked.lacking.add({Input::signs, at});
      continue;
    }
    const Date of_age = birthday(person.born, household::of_age);
    asked.earliest = std::max(asked.earliest.value_or(of_age), of_age);
    if (asked.letting.stage == Stage::lease) {
      asked.refuse(ReasonCode::holder_minor, Rule::eligibility_majority, Input::born, at);
    } else {
      asked.open.add({ReasonCode::holder_minor, Rule::eligibility_majority, Input::born, at});
      asked.lacking.add({Input::as_of, no_row});
    }
  }
}

/// @rule eligibility.natural-person   @rule eligibility.main-residence   @law CCH R441-1, L442-8-1
constexpr void judge_application(Assessment& asked) noexcept {
  if (asked.home.body == Body::other) asked.refuse(ReasonCode::body_not_listed, Rule::eligibility_natural_person, Input::body);
  if (asked.home.main_residence == Fact::no) asked.refuse(ReasonCode::not_main_residence, Rule::eligibility_main_residence, Input::main_residence);
}

/// @rule eligibility.owner   @law CCH L441-2-2
constexpr void note_ownership(Assessment& asked) noexcept {
  for (std::size_t row = 0; row < asked.home.persons.size(); ++row) {
    if (asked.composed.counted[row] == Fact::no) continue;
    const OwnershipAnswer answer = ownership_ground(asked.home.persons[row].owns, asked.home.persons[row].protection_order, asked.on, asked.law);
    if (answer.ground == OwnershipGround::possible) {
      asked.warn(ReasonCode::ownership_possible, Rule::eligibility_owner, Input::owns, static_cast<std::uint8_t>(row));
    }
  }
}

constexpr void judge_young_holder(Assessment& asked, std::size_t row) noexcept {
  constexpr std::int32_t under = 30;
  const Person& person = asked.home.persons[row];
  const auto at = static_cast<std::uint8_t>(row);
  const Fact holder = is_holder(asked, row);
  if (holder == Fact::no || (is_partner(person.tie) && asked.separation_open)) return;
  const bool apprentice = person.apprentice && asked.law.in_force(Provision::young_lease_apprentices, asked.on);
  if (person.student || apprentice || asked.composed.age[row] < under) return;
  if (holder == Fact::unknown) {
    asked.lacking.add({Input::signs, at});
  } else {
    asked.refuse(ReasonCode::not_student_or_young, Rule::ceiling_waived, Input::born, at);
  }
}

/// Whether no ceiling applies, and whether each holder may have such a lease.
/// @rule ceiling.waived   @rule ceiling.relocation   @law CCH L442-8-4, L442-3-1
constexpr bool judge_waiver(Assessment& asked) noexcept {
  if (asked.letting.route == Route::under_occupation) {
    asked.warn(ReasonCode::ceiling_waived, Rule::ceiling_relocation, Input::route);
    return true;
  }
  if (asked.letting.route != Route::young_lease) return false;
  asked.warn(ReasonCode::ceiling_waived, Rule::ceiling_waived, Input::route);
  if (!asked.law.in_force(Provision::young_lease, asked.on)) {
    asked.refuse(ReasonCode::route_not_in_force, Rule::ceiling_waived, Input::route);
    return true;
  }
  for (std::size_t row = 0; row < asked.home.persons.size(); ++row) judge_young_holder(asked, row);
  return true;
}

constexpr void note_visiting(Assessment& asked) noexcept {
  for (std::size_t row = 0; row < asked.home.persons.size(); ++row) {
    if (asked.home.persons[row].custody != Custody::visiting || asked.composed.counted[row] != Fact::no) continue;
    asked.warn(ReasonCode::visiting_child_not_counted, Rule::household_visiting_child, Input::custody, static_cast<std::uint8_t>(row));
  }
}

constexpr void note_income(Assessment& asked) noexcept {
  const IncomeAnswer& income = asked.income;
  if (income.partial) asked.warn(ReasonCode::partial_recent_income, Rule::income_drop, Input::income);
  if (income.sworn) asked.warn(ReasonCode::sworn_statement, Rule::income_drop, Input::income);
  if (income.foreign_not_admitted) asked.warn(ReasonCode::foreign_proof_not_admitted, Rule::income_foreign, Input::income);
  if (income.dropped_too_little) asked.warn(ReasonCode::drop_too_small, Rule::income_drop, Input::income);
  if (income.joint) asked.warn(ReasonCode::joint_notice, Rule::income_departed, Input::income);
}

/// The facts of one person that keep the household from being known.
constexpr void add_lacking_facts(const Assessment& asked, std::size_t row, Verdict& verdict) noexcept {
  const Person& person = asked.home.persons[row];
  const Composition& composed = asked.composed;
  const auto at = static_cast<std::uint8_t>(row);
  const bool on_paper_open = (asked.income.notice_rows >> row & 1U) != 0 && !asked.income.amount.settled();
  if (on_paper_open || (person.on_notice == Fact::unknown && composed.counted[row] == Fact::unknown)) verdict.missing.add({Input::on_notice, at});
  const bool depends_on_attachment = person.tie == Tie::child && person.attached == Fact::unknown && composed.dependant[row] == Fact::unknown;
  if (depends_on_attachment && household::dependent_child(person, composed.age[row], asked.on.civil()) == Fact::unknown) verdict.missing.add({Input::attached, at});
  const Fact raises = household::card_raises(composed.disability_card[row], composed.dependant[row], asked.on, asked.law, asked.policy.readings);
  const bool disability_open = !composed.disabled_low && composed.disabled_high && raises == Fact::unknown;
  if (composed.disability_card[row] == Fact::unknown && (composed.dependant[row] == Fact::unknown || disability_open)) verdict.missing.add({Input::card, at});
  const bool young_open = composed.young_couple == Fact::unknown && composed.persons_low == 2;
  if (is_partner(person.tie) && composed.counted[row] == Fact::yes && young_open) verdict.missing.add({Input::signs, at});
}

constexpr void add_lacking(const Assessment& asked, bool income_open, Verdict& verdict) noexcept {
  verdict.missing.add(asked.lacking);
  if (!income_open) return;
  for (std::size_t row = 0; row < asked.home.persons.size(); ++row) add_lacking_facts(asked, row, verdict);
  if (!asked.income.amount.settled()) verdict.missing.add_incomes(asked.income.open_rows);
  if (asked.income.cost_missing) verdict.missing.add({Input::care_home, no_row});
}

/// @rule ceiling.comparison   @law CCH R441-1
constexpr Standing compare(const Assessment& asked, const Verdict& verdict, const CeilingAmount& low, const CeilingAmount& high) noexcept {
  if (!low.known() || !high.known()) return Standing::no_ceiling;
  return standing_of(asked.income.amount, verdict.ceiling_cents(low.euros), verdict.ceiling_cents(high.euros));
}

/// How resources above the ceiling stand to 120 % of it, when the share of the operation is open; `over` otherwise.
/// @rule ceiling.share-at-120   @law CCH D331-12
constexpr Standing against_share(const Assessment& asked, const Verdict& verdict, const CeilingAmount& low, const CeilingAmount& high) noexcept {
  const bool share = verdict.product == Product::plus && asked.letting.share_at_120_open && !verdict.local_order;
  if (!share) return Standing::over;
  const AmountRange income = asked.income.amount;
  const bool bounded = income.high != AmountRange::unbounded;
  const AmountRange ten_times{10 * income.low, bounded ? 10 * income.high : AmountRange::unbounded};
  return standing_of(ten_times, std::int64_t{low.euros} * 100 * 12, std::int64_t{high.euros} * 100 * 12);
}

/// Concludes from what was found. `share` is read only above the ceiling.
constexpr void conclude(const Assessment& asked, Standing standing, Standing share, Verdict& verdict) noexcept {
  const bool over = standing == Standing::over;
  if (over) verdict.reasons.add({ReasonCode::income_above_ceiling, Rule::ceiling_comparison, Input::income, no_row});
  const bool income_open = standing == Standing::open || (over && share == Standing::open);
  if (!asked.refusals.empty() || (over && share == Standing::over)) {
    verdict.outcome = Eligibility::not_eligible;
  } else if (income_open || !asked.lacking.empty() || standing == Standing::no_ceiling) {
    verdict.outcome = Eligibility::unknown;
    for (const VerdictReason& reason : asked.open.all()) verdict.reasons.add(reason);
    if (standing == Standing::no_ceiling) verdict.reasons.add({ReasonCode::no_ceiling, Rule::ceiling_amount, Input::product, no_row});
    add_lacking(asked, income_open, verdict);
  } else if (over) {
    verdict.outcome = Eligibility::over_within_share;
    verdict.warnings.add({ReasonCode::over_within_share, Rule::ceiling_share_at_120, Input::share_at_120_open, no_row});
  } else {
    verdict.outcome = Eligibility::eligible;
  }
}

/// Fills what every product of the question shares. The household has no fault.
template <class Trace>
constexpr void assess(Assessment& asked, bool& waived, Trace& trace) noexcept {
  trace.question(asked.home, asked.letting, asked.on, asked.law, asked.policy);
  judge_separation(asked);
  trace.separation(asked.home, asked.set_aside());
  const bool sharers = asked.letting.route == Route::flat_share;
  const bool one_each = sharers && asked.law.in_force(Provision::flat_share, asked.on);
  if (sharers && !one_each) asked.warn(ReasonCode::route_not_in_force, Rule::eligibility_flat_share, Input::route);
  const CompositionAsked as{asked.partner, one_each ? Leases::one_each : Leases::one};
  asked.composed = compose(asked.home, asked.on, asked.law, asked.policy.readings, as);
  trace.composed(asked.home, asked.composed);
  judge_application(asked);
  judge_majority(asked);
  judge_stay(asked, trace);
  note_ownership(asked);
  note_visiting(asked);
  if (asked.on > asked.law.horizon()) asked.warn(ReasonCode::provisional, Rule::law_coverage, Input::as_of);
  if (asked.letting.entry && asked.letting.entry->civil().year != asked.on.civil().year) {
    asked.warn(ReasonCode::entry_in_another_year, Rule::eligibility_date, Input::entry);
  }
  if (asked.letting.stage != Stage::lease) asked.warn(ReasonCode::before_the_lease, Rule::eligibility_date, Input::stage);
  waived = judge_waiver(asked);
  if (waived) return;
  asked.income = household_income(asked.home, asked.composed, asked.on, asked.set_aside() ? Whose::applicant : Whose::household, asked.law, asked.policy.readings);
  note_income(asked);
  trace.income(asked.income, asked.set_aside() ? Whose::applicant : Whose::household);
}

constexpr Verdict draft(const Assessment& asked, Product product) noexcept {
  Verdict verdict;
  verdict.product = product;
  verdict.zone = asked.letting.zone;
  verdict.judged_on = asked.on;
  verdict.provisional = asked.on > asked.law.horizon() || asked.letting.stage != Stage::lease;
  verdict.persons = asked.composed.persons_low;
  verdict.dependants = asked.composed.dependants_low;
  if (asked.composed.settled()) verdict.category = asked.composed.low;
  verdict.whose = asked.set_aside() ? Whose::applicant : Whose::household;
  verdict.reasons = asked.refusals;
  verdict.warnings = asked.warnings;
  verdict.earliest = asked.earliest;
  verdict.mark = weaker(asked.mark, asked.letting.zone_mark);
  verdict.law = asked.law.digest();
  return verdict;
}

/// The verdict for one product of a question already assessed.
template <class Trace>
constexpr Result<Verdict> judge_product(const Assessment& asked, Product product, bool waived, Trace& trace) noexcept {
  Verdict verdict = draft(asked, product);
  verdict.waived = waived;
  if (waived) {
    conclude(asked, Standing::under, Standing::over, verdict);
    trace.verdict(verdict);
    return verdict;
  }
  const Result<CeilingAmount> low = ceiling(product, asked.letting.zone, asked.composed.low.category, asked.on, asked.law, asked.policy);
  if (!low) return low.error();
  const Result<CeilingAmount> high =
      asked.composed.settled() ? low : ceiling(product, asked.letting.zone, asked.composed.high.category, asked.on, asked.law, asked.policy);
  if (!high) return high.error();
  trace.ceiling(*low, *high);
  verdict.ceiling = *low;
  if (low->known()) {
    const bool lone_extra = asked.composed.low.basis == CategoryBasis::lone && asked.composed.dependants_low > 4;
    const Mark weight = weaker(low->mark, lone_extra ? Mark::convention : Mark::text);
    verdict.mark = weaker(verdict.mark, weight);
  }
  if (low->known() && low->mark == Mark::convention) {
    verdict.warnings.add({ReasonCode::inferred_amount, Rule::ceiling_amount, Input::product, no_row});
  }
  if (const std::optional<LocalOrder>& order = asked.letting.local_order) {
    const bool holds = order->holds(asked.on);
    if (holds) verdict.local_order = order;
    verdict.warnings.add({holds ? ReasonCode::local_order_applied : ReasonCode::local_order_not_in_force, rule_of(order->kind), Input::local_order, no_row});
  }
  if (asked.income.amount.settled()) {
    verdict.income = asked.income.amount.low;
    verdict.basis = asked.income.basis;
    verdict.deduction = asked.income.deduction;
  }
  Standing standing = compare(asked, verdict, *low, *high);
  if (asked.separation_open && standing == Standing::over) standing = Standing::open;
  conclude(asked, standing, against_share(asked, verdict, *low, *high), verdict);
  trace.verdict(verdict);
  return verdict;
}

}  // namespace eligibility

/// The first thing wrong with a question: the household, then the local order and the day; none when it can be judged.
constexpr std::optional<HouseholdFault> find_fault(const Household& home, const Letting& letting, Date as_of, const LawBook& law,
                                                   const Policy& policy) noexcept {
  if (const auto fault = find_fault(home, as_of)) return fault;
  if (letting.local_order && !eligibility::order_allowed(*letting.local_order, law)) return HouseholdFault{Errc::bad_order, Input::local_order, no_row};
  if (as_of < law::ceiling_vintages.front().from) return HouseholdFault{Errc::date_out_of_range, Input::as_of, no_row};
  if (as_of > law.horizon() && policy.horizon == BeyondHorizon::refuse) return HouseholdFault{Errc::beyond_horizon, Input::as_of, no_row};
  return std::nullopt;
}

/// The products that exist in a zone, from the lowest ceiling to the highest.  (fr: produits de financement)
/// @rule eligibility.product
constexpr std::array<Product, 3> products_of(CeilingZone zone) noexcept {
  if (zone == CeilingZone::overseas) return {Product::llts, Product::lls, Product::pls};
  return {Product::plai, Product::plus, Product::pls};
}

/// Whether a product exists in a zone; in a zone of which no rule was seen, nothing is said against it.
constexpr bool exists_in(Product product, CeilingZone zone) noexcept {
  if (zone == CeilingZone::none) return true;
  for (const Product known : products_of(zone)) {
    if (known == product) return true;
  }
  return false;
}

/// May this household be housed in a dwelling of this product on this day, and why? Pure: nothing is read but the arguments; no heap.
/// Faults (`find_fault` names the field): those of the household, `bad_order`, `date_out_of_range`, `beyond_horizon`, `product_not_in_zone`; the
/// position is the person's row.  (fr: évaluer l'éligibilité)
///
/// Boulogne-Billancourt on 2026-03-12, couple of 40 and 38 with a child of 9, income of 2024 of 50,000.00: eligible for PLUS (52,740, margin
/// 2,740.00), not for PLAI (31,643).
/// @rule eligibility.date   @rule eligibility.product   @law CCH R441-1
template <class Trace = NoTrace>
constexpr Result<Verdict> evaluate(const Household& home, Product product, const Letting& letting, Date as_of, const LawBook& law, const Policy& policy,
                                   Trace&& trace = {}) noexcept {
  if (const auto fault = find_fault(home, letting, as_of, law, policy)) return Fault{fault->code, fault->row};
  if (!exists_in(product, letting.zone)) return Fault{Errc::product_not_in_zone, no_row};
  eligibility::Assessment asked{home, letting, as_of, law, policy};
  bool waived = false;
  eligibility::assess(asked, waived, trace);
  return eligibility::judge_product(asked, product, waived, trace);
}

/// The three products of the zone, from the lowest ceiling to the highest, for one household.
template <class Trace = NoTrace>
constexpr Result<std::array<Verdict, 3>> evaluate(const Household& home, const Letting& letting, Date as_of, const LawBook& law, const Policy& policy,
                                                  Trace&& trace = {}) noexcept {
  if (const auto fault = find_fault(home, letting, as_of, law, policy)) return Fault{fault->code, fault->row};
  eligibility::Assessment asked{home, letting, as_of, law, policy};
  bool waived = false;
  eligibility::assess(asked, waived, trace);
  std::array<Verdict, 3> verdicts{};
  const std::array<Product, 3> products = products_of(letting.zone);
  for (std::size_t i = 0; i < products.size(); ++i) {
    const Result<Verdict> verdict = eligibility::judge_product(asked, products[i], waived, trace);
    if (!verdict) return verdict.error();
    verdicts[i] = *verdict;
  }
  return verdicts;
}

}  // namespace sne
