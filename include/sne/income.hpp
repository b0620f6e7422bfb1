#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include <sne/composition.hpp>

/// The income that decides: whose, of which year, and the 10 % rule.  (fr: ressources prises en compte)
///
/// Amounts in cents. What is missing makes a range without an upper bound, never a zero. Section 5 of `docs/households.md`.
namespace sne {

/// Which income was retained.  (fr: année des ressources)
enum class IncomeBasis : std::uint8_t { unknown, n_2, n_1, twelve_months };
/// Whose resources are counted.  (fr: personnes dont les ressources comptent)
enum class Whose : std::uint8_t { household, applicant };

template <>
struct CodeNames<IncomeBasis> {
  static constexpr std::array<std::string_view, 4> list{"", "n-2", "n-1", "12m"};
};
template <>
struct CodeNames<Whose> {
  static constexpr std::array<std::string_view, 2> list{"household", "applicant"};
};

/// An amount known between two bounds, in cents.
struct AmountRange {
  static constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();

  std::int64_t low = 0, high = 0;

  [[nodiscard]] constexpr bool settled() const noexcept { return low == high; }
  constexpr void add(AmountRange other) noexcept {
    low += other.low;
    high = high == unbounded || other.high == unbounded ? unbounded : high + other.high;
  }
  friend constexpr bool operator==(const AmountRange&, const AmountRange&) = default;
};

/// Whether a later income is lower by at least 10 %, in integers: exactly 10 % is enough.  (fr: baisse d'au moins 10 %)
///
/// Base 26,000.00 and recent 23,400.00: yes. 23,400.01: no. Amounts in cents, under 10^17.
/// @rule income.drop   @law arrêté du 29 juillet 1987 art. 4
constexpr bool dropped_by_a_tenth(std::int64_t base_cents, std::int64_t recent_cents) noexcept { return 10 * recent_cents <= 9 * base_cents; }

/// Where resources stand against a ceiling when both may be ranges.  (fr: situation par rapport au plafond)
enum class Standing : std::uint8_t {
  under,       ///< at most the ceiling, whatever is missing
  over,        ///< above it, whatever is missing
  open,        ///< what is missing decides
  no_ceiling,  ///< no amount is known
};

/// Compares in one unit: cents, or cents times a percent. Equality is under the ceiling.
/// @rule ceiling.comparison   @rule income.missing   @law CCH R441-1
constexpr Standing standing_of(AmountRange income, std::int64_t ceiling_low, std::int64_t ceiling_high) noexcept {
  if (within_ceiling(income.high, ceiling_low)) return Standing::under;
  return within_ceiling(income.low, ceiling_high) ? Standing::open : Standing::over;
}

/// A sum of a later period: usable when it is known to the cent for everybody.  (fr: revenu plus récent)
struct LaterSum {
  bool usable = false;
  std::int64_t cents = 0;
};

/// What `choose_income` retains.
struct ChosenIncome {
  AmountRange amount{};
  IncomeBasis basis = IncomeBasis::unknown;  ///< unknown while the base is a range that a later sum may or may not replace
  IncomeBasis perhaps = IncomeBasis::unknown;  ///< the later sum that replaces some of the bases that the range holds
  bool dropped_too_little = false;           ///< a later sum fell, and by less than a tenth
};

/// What counts as the income of a household on a day.  (fr: ressources du ménage)
struct IncomeAnswer {
  AmountRange amount{};  ///< after the deduction
  IncomeBasis basis = IncomeBasis::unknown;
  std::int64_t deduction = 0;  ///< taken off `amount` when it is settled
  AmountRange n_2{}, n_1{}, twelve_months{};  ///< the sums
  bool partial = false, dropped_too_little = false, sworn = false, foreign_not_admitted = false, joint = false;
  std::uint32_t notice_rows = 0;  ///< bit by row: whose `on_notice` would tell whether a paper holds theirs too
  bool cost_missing = false;    ///< the cost of the care home in a period that may count is not given
  std::uint32_t open_rows = 0;  ///< bit by row: the persons whose part of n-2, or of a later period that may count, is a range
};

namespace income {

inline constexpr std::int64_t care_home_cap = 1'000'000;  ///< 10,000 euros, CGI 199 quindecies

/// What the sums of one household are made from.
struct Basket {
  const Household& home;
  const Composition& composed;
  CivilDay on;
  bool foreign_admitted;
  bool applicant_alone;
  Readings readings;
};

constexpr Fact brings(const Basket& basket, std::size_t row) noexcept {
  if (basket.applicant_alone && basket.home.persons[row].tie != Tie::applicant) return Fact::no;
  return basket.composed.counted[row];
}

constexpr bool admitted(const Income& given, const Basket& basket) noexcept {
  if (given.kind == IncomeKind::statement) return false;
  return basket.foreign_admitted || !household::is_foreign_proof(given.kind);
}

/// Whether a person carries a paper: its number, in its period.
constexpr bool carries(const Person& person, const Income& paper) noexcept {
  for (const Income& theirs : person.incomes.all()) {
    if (theirs.notice == paper.notice && theirs.period == paper.period) return true;
  }
  return false;
}

/// Whether the paper is also that of somebody who does not surely live in the home.
constexpr bool shared_outside(const Basket& basket, std::size_t row, const Income& given) noexcept {
  if (given.notice == 0) return false;
  for (std::size_t other = 0; other < basket.home.persons.size(); ++other) {
    if (other != row && basket.composed.counted[other] != Fact::yes && carries(basket.home.persons[other], given)) return true;
  }
  return false;
}

/// Whether a person before this one brings the same paper. A number stands for one paper of one kind: what is admitted of one is of all.
constexpr bool already_brought(const Basket& basket, std::size_t row, const Income& given) noexcept {
  for (std::size_t earlier = 0; earlier < row; ++earlier) {
    if (brings(basket, earlier) != Fact::no && carries(basket.home.persons[earlier], given)) return true;
  }
  return false;
}

/// Whether an income is joint with somebody outside the home: never when it is that of an attached student whose parents count in their place.
/// @rule income.student   @rule income.departed
constexpr bool is_joint(const Basket& basket, const Person& person, const Income& given) noexcept {
  if (given.kind != IncomeKind::joint) return false;
  if (basket.readings.attached_student != AttachedStudent::parents) return true;
  const auto counts_parents = [](const Person& one) { return one.tie == Tie::applicant && one.student && one.attached == Fact::yes; };
  if (counts_parents(person)) return false;
  if (given.notice == 0) return true;
  for (const Person& other : basket.home.persons) {
    if (counts_parents(other) && carries(other, given)) return false;
  }
  return true;
}

constexpr std::int64_t value_of(const Income& given, const Readings& readings) noexcept {
  const bool less_tenth = given.kind == IncomeKind::pay_12_months && readings.work_allowance == WorkAllowance::applied;
  return less_tenth ? given.cents - given.cents / 10 : given.cents;
}

/// Whether an income is asked of a person who has none in the period.
constexpr Fact asked(const Basket& basket, std::size_t row) noexcept {
  const Person& person = basket.home.persons[row];
  const Fact grown = either(fact(basket.composed.age[row] >= household::of_age), holds_lease(person));
  return both(grown, both(brings(basket, row), negation(basket.composed.dependant[row])));
}

/// Whether a person may stand on the paper of another: a notice, which can hold several persons' lines.
constexpr bool holds_others(IncomeKind kind) noexcept {
  return kind == IncomeKind::notice || kind == IncomeKind::asdir || kind == IncomeKind::joint;
}

/// Whether a holder gives for a period a paper that may hold the lines of others.
constexpr Fact holder_gives_paper(const Basket& basket, IncomePeriod period) noexcept {
  Fact gives = Fact::no;
  for (std::size_t row = 0; row < basket.home.persons.size(); ++row) {
    const Fact holder = both(holds_lease(basket.home.persons[row]), brings(basket, row));
    for (const Income& given : basket.home.persons[row].incomes.all()) {
      if (given.period == period && holds_others(given.kind)) gives = either(gives, holder);
    }
  }
  return gives;
}

/// Whether the notice of a holder, given for a year, already holds a person's income: no income of their own of that year says otherwise.
constexpr Fact on_notice_of_holder(const Basket& basket, const Person& person, IncomePeriod period) noexcept {
  if (period == last_twelve_months || person.on_notice == Fact::no || person.own_return || person.tie == Tie::applicant) return Fact::no;
  for (const Income& own : person.incomes.all()) {
    if (own.period == period) return Fact::no;
  }
  return both(person.on_notice, holder_gives_paper(basket, period));
}

/// Whether a partner set aside by a separation stands on a paper of the applicant: as `on_notice` says, unless the partner gives a paper of
/// their own.
constexpr Fact stands_on_paper_of_applicant(const Person& partner, IncomePeriod period) noexcept {
  for (const Income& theirs : partner.incomes.all()) {
    if (theirs.period == period && holds_others(theirs.kind)) return Fact::no;
  }
  return partner.on_notice;
}

/// Whether somebody gives an income of a group for n-2 and none of it for a later period: the sums would not be those of the same incomes.
constexpr bool lacks_group_of_base(const Basket& basket, const Person& person, IncomePeriod period) noexcept {
  if (period == basket.on.year - 2) return false;
  for (const Income& base : person.incomes.all()) {
    if (base.period != basket.on.year - 2 || !admitted(base, basket)) continue;
    bool found = false;
    for (const Income& later : person.incomes.all()) {
      const bool same = household::is_foreign_proof(later.kind) == household::is_foreign_proof(base.kind);
      found = found || (later.period == period && same && admitted(later, basket));
    }
    if (!found) return true;
  }
  return false;
}

struct PeriodSum {
  AmountRange sum{};
  std::int32_t given = 0;    ///< incomes admitted
  std::int32_t with = 0;     ///< persons asked who have one
  std::int32_t without = 0;  ///< persons asked who have none, or lack a part of what n-2 holds
  std::uint32_t open_rows = 0;
  bool sworn = false, foreign = false, joint = false;
  std::uint32_t notice_rows = 0;  ///< bit by row: whose `on_notice` would tell whether a paper holds theirs too
  bool closed = false;            ///< somebody surely asked has none: the sum can never be used

  /// Whether everybody who may be asked gives an income: the sum can be used, whatever it is.
  [[nodiscard]] constexpr bool complete() const noexcept { return given > 0 && without == 0; }
  [[nodiscard]] constexpr LaterSum later() const noexcept { return {complete() && sum.settled(), sum.low}; }
};

/// Whether the applicant's paper of a period is also that of a partner set aside; whose `on_notice` would tell is noted.
constexpr Fact with_partner_aside(PeriodSum& period, const Basket& basket, IncomePeriod asked_period) noexcept {
  if (!basket.applicant_alone) return Fact::no;
  for (std::size_t row = 0; row < basket.home.persons.size(); ++row) {
    if (!is_partner(basket.home.persons[row].tie)) continue;
    const Fact stands = stands_on_paper_of_applicant(basket.home.persons[row], asked_period);
    if (stands == Fact::unknown) period.notice_rows |= std::uint32_t{1} << row;
    return stands;
  }
  return Fact::no;
}

constexpr void add_person(PeriodSum& period, const Basket& basket, std::size_t row, IncomePeriod asked_period) noexcept {
  const Person& person = basket.home.persons[row];
  if (brings(basket, row) == Fact::no) return;
  const Fact asked_at_all = asked(basket, row);
  if (asked_at_all == Fact::no && person.incomes.empty()) return;
  AmountRange own;
  bool has_one = false;
  for (const Income& given : person.incomes.all()) {
    if (given.period != asked_period) continue;
    period.sworn = period.sworn || given.kind == IncomeKind::statement;
    if (!admitted(given, basket)) {
      period.foreign = period.foreign || given.kind != IncomeKind::statement;
      continue;
    }
    has_one = true;
    ++period.given;
    const std::int64_t value = value_of(given, basket.readings);
    const Fact aside = holds_others(given.kind) ? with_partner_aside(period, basket, asked_period) : Fact::no;
    const bool bound = is_joint(basket, person, given) || shared_outside(basket, row, given) || aside != Fact::no;
    period.joint = period.joint || bound;
    if (given.notice != 0 && already_brought(basket, row, given)) continue;
    own.add({basket.composed.counted[row] == Fact::yes && !bound ? value : 0, value});
  }
  const Fact covered = has_one ? Fact::no : on_notice_of_holder(basket, person, asked_period);
  const Fact is_asked = both(asked_at_all, negation(covered));
  const bool lacks_part = covered != Fact::yes && lacks_group_of_base(basket, person, asked_period);
  const bool notice_tells = covered == Fact::unknown && person.on_notice == Fact::unknown;
  if (notice_tells && (is_asked != Fact::no || lacks_part)) period.notice_rows |= std::uint32_t{1} << row;
  if (is_asked != Fact::no || lacks_part) {
    const bool lacks = !has_one || lacks_part;
    ++(lacks ? period.without : period.with);
    const bool surely = is_asked == Fact::yes || (lacks_part && covered == Fact::no && brings(basket, row) == Fact::yes);
    period.closed = period.closed || (lacks && surely);
    if (!has_one && is_asked != Fact::no) own.high = AmountRange::unbounded;
  }
  if (!own.settled() || (lacks_part && covered == Fact::unknown)) period.open_rows |= std::uint32_t{1} << row;
  period.sum.add(own);
}

constexpr PeriodSum sum_of(const Basket& basket, IncomePeriod period) noexcept {
  PeriodSum made;
  for (std::size_t row = 0; row < basket.home.persons.size(); ++row) add_person(made, basket, row, period);
  return made;
}

/// The sum of a later period: nothing to sum when nobody gives an income of it.
constexpr PeriodSum recent_sum(const Basket& basket, IncomePeriod period) noexcept {
  for (const Person& person : basket.home.persons) {
    for (const Income& income : person.incomes.all()) {
      if (income.period == period) return sum_of(basket, period);
    }
  }
  return {};
}

/// What may be taken off for a period, from the least to the most: all of the cap while the cost of that period is not given.
/// @rule income.care-home   @law CCH R441-1, CGI 199 quindecies
constexpr AmountRange care_home_deduction(const CareHome& care_home, IncomePeriod period, bool in_force) noexcept {
  if (!in_force || care_home.of != CareHomeOf::partner) return {0, 0};
  for (const CareHomeCost& cost : care_home.costs.all()) {
    if (cost.period == period) return {std::min(cost.cents, care_home_cap), std::min(cost.cents, care_home_cap)};
  }
  return {0, care_home_cap};
}

/// In the place of a sum that cannot be used: beyond any base, so that it is never a drop.
inline constexpr std::int64_t no_sum = AmountRange::unbounded / 10;

/// The lower of two later sums, n-1 on a tie; `no_sum` when neither is usable.
struct Recent {
  IncomeBasis basis = IncomeBasis::n_1;
  std::int64_t cents = no_sum;

  [[nodiscard]] constexpr bool usable() const noexcept { return cents != no_sum; }
};
constexpr Recent lower_of(LaterSum n_1, LaterSum months) noexcept {
  const std::int64_t first = n_1.usable ? n_1.cents : no_sum;
  const std::int64_t second = months.usable ? months.cents : no_sum;
  const bool of_months = second < first;
  return {of_months ? IncomeBasis::twelve_months : IncomeBasis::n_1, of_months ? second : first};
}

/// Whether a later sum may replace a base of this range.
constexpr bool may_drop(AmountRange base, std::int64_t recent) noexcept {
  return base.high == AmountRange::unbounded || dropped_by_a_tenth(base.high, recent);
}

/// What the income may be when the base is a range and `recent` would replace it from a base of ten ninths on.
constexpr AmountRange between(AmountRange base, std::int64_t recent) noexcept {
  if (!may_drop(base, recent)) return base;
  return {std::min(base.low, recent), std::max(recent, (10 * recent - 1) / 9)};
}

}  // namespace income

/// The income retained among three: the base of n-2, or a later sum lower by at least 10 %.  (fr: ressources retenues)
///
/// 26,000.00, then 23,400.00 in n-1 and 23,000.00 in twelve months: 23,000.00, basis 12m. A base that is only known to be 9,000.00 or more, and
/// 15,000.00 in n-1: a range from 9,000.00 to 16,666.66.
/// @rule income.drop   @rule income.missing   @law arrêté du 29 juillet 1987 art. 4
constexpr ChosenIncome choose_income(AmountRange base, LaterSum n_1, LaterSum months) noexcept {
  const income::Recent any = income::lower_of(n_1, months);
  // The lower of two sums is the one that may replace the base: when it does not pass, the other passes even less.
  const bool surely = dropped_by_a_tenth(base.low, any.cents);
  if (base.settled() || surely || !any.usable()) {
    const AmountRange kept = surely ? AmountRange{any.cents, any.cents} : base;
    const IncomeBasis of_base = base.settled() ? IncomeBasis::n_2 : IncomeBasis::unknown;
    return {kept, surely ? any.basis : of_base, IncomeBasis::unknown, !surely && any.cents < base.low};
  }
  const IncomeBasis perhaps = income::may_drop(base, any.cents) ? any.basis : IncomeBasis::unknown;
  return {income::between(base, any.cents), IncomeBasis::unknown, perhaps, false};
}

/// The income of a household composed on a day, of everybody or, under a separation, of the applicant alone. Every person's income once, each notice once.
///
/// Base 26,000.00 and n-1 23,400.00: 23,400.00, basis n-1. No income of n-2 and n-1 of 9,000.00: a range up to 9,999.99.
/// @rule income.reference   @rule income.drop   @rule income.care-home   @rule income.foreign   @rule income.missing   @rule income.student
/// @rule income.departed   @law arrêté du 29 juillet 1987 art. 4
constexpr IncomeAnswer household_income(const Household& home, const Composition& composed, Date on, Whose whose, const LawBook& law,
                                        const Readings& readings) noexcept {
  const CivilDay day = on.civil();
  const income::Basket basket{home, composed, day, law.in_force(Provision::foreign_income_proofs, on), whose == Whose::applicant, readings};
  const auto year_2 = static_cast<IncomePeriod>(day.year - 2);
  const auto year_1 = static_cast<IncomePeriod>(day.year - 1);
  const income::PeriodSum n_2 = income::sum_of(basket, year_2);
  const income::PeriodSum n_1 = income::recent_sum(basket, year_1);
  const income::PeriodSum months = income::recent_sum(basket, last_twelve_months);
  const bool deducts = law.in_force(Provision::care_home_deduction, on);
  const auto deduction = [&](IncomeBasis basis) {
    const IncomePeriod period = basis == IncomeBasis::n_1 ? year_1 : basis == IncomeBasis::twelve_months ? last_twelve_months : year_2;
    return income::care_home_deduction(home.care_home, period, deducts);
  };

  IncomeAnswer answer;
  answer.n_2 = n_2.sum;
  answer.n_1 = n_1.sum;
  answer.twelve_months = months.sum;
  answer.open_rows = n_2.open_rows;
  answer.joint = n_2.joint;
  answer.notice_rows = n_2.notice_rows | n_1.notice_rows;
  answer.sworn = n_2.sworn || n_1.sworn || months.sworn;
  answer.foreign_not_admitted = n_2.foreign || n_1.foreign || months.foreign;
  answer.partial = (n_1.with > 0 && n_1.without > 0) || (months.with > 0 && months.without > 0);

  const ChosenIncome chosen = choose_income(n_2.sum, n_1.later(), months.later());
  answer.dropped_too_little = chosen.dropped_too_little;
  answer.amount = chosen.amount;
  AmountRange taken = deduction(chosen.basis == IncomeBasis::unknown ? IncomeBasis::n_2 : chosen.basis);
  answer.cost_missing = !taken.settled();
  const auto widen = [&](AmountRange other) {
    taken = {std::min(taken.low, other.low), std::max(taken.high, other.high)};
    answer.cost_missing = answer.cost_missing || !other.settled();
  };
  if (chosen.perhaps != IncomeBasis::unknown) widen(deduction(chosen.perhaps));
  const auto weigh = [&](const income::PeriodSum& period, IncomeBasis basis) {
    if (period.given == 0 || period.closed || period.later().usable || !income::may_drop(n_2.sum, period.sum.low)) return;
    answer.amount.low = std::min(answer.amount.low, period.sum.low);
    answer.open_rows |= period.open_rows;
    widen(deduction(basis));
    const bool surely = period.complete() && period.sum.high != AmountRange::unbounded && dropped_by_a_tenth(n_2.sum.low, period.sum.high);
    if (surely) answer.amount.high = std::min(answer.amount.high, period.sum.high);
  };
  weigh(n_1, IncomeBasis::n_1);
  weigh(months, IncomeBasis::twelve_months);
  const std::int64_t least = std::min(answer.amount.low, taken.low);
  if (answer.amount.settled() && least == std::min(answer.amount.low, taken.high)) answer.deduction = least;
  answer.amount.low = std::max<std::int64_t>(0, answer.amount.low - taken.high);
  if (answer.amount.high != AmountRange::unbounded) answer.amount.high = std::max<std::int64_t>(0, answer.amount.high - taken.low);
  if (answer.amount.settled()) answer.basis = chosen.basis == IncomeBasis::unknown ? IncomeBasis::n_2 : chosen.basis;
  return answer;
}

}  // namespace sne
