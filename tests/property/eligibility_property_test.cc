#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "../unit/households.hpp"

namespace sne::testing {
namespace {

class Homes {
 public:
  explicit Homes(std::uint32_t seed) : engine_(seed) {}

  std::int32_t below(std::int32_t limit) { return std::uniform_int_distribution<std::int32_t>(0, limit - 1)(engine_); }
  bool often() { return below(4) != 0; }
  template <class Code>
  Code code() {
    return static_cast<Code>(below(static_cast<std::int32_t>(CodeNames<Code>::list.size())));
  }

  Person person_of(Tie tie, Date on) {
    const bool young = tie == Tie::child;
    Person made = person(tie, on - (young ? 200 : 18 * 366) - below(young ? 9000 : 15000));
    if (!often()) made.card = code<Card>();
    if (!often()) made.nationality = code<Nationality>();
    if (!often()) made.stay = code<StayPaper>();
    if (!often()) made.on_notice = code<Fact>();
    if (!often()) made.attached = code<Fact>();
    if (is_partner(tie) && often()) made.signs = code<Fact>();
    made.student = !often();
    made.own_return = !often() && !often();
    const std::int32_t age = completed_years(made.born, on);
    if (young && age < household::of_age && !often()) made.custody = code<Custody>();
    if (age >= household::of_age && often()) {
      const auto year = static_cast<IncomePeriod>(on.civil().year - 2);
      const auto low = static_cast<std::int64_t>(below(6'000'000));
      made.incomes.add({year, often() ? IncomeKind::notice : code<IncomeKind>(), static_cast<std::uint8_t>(below(3)), low});
      if (!often()) made.incomes.add({static_cast<IncomePeriod>(year + 1), IncomeKind::notice, 0, low * 8 / 10});
      if (!often()) made.incomes.add({last_twelve_months, IncomeKind::pay_12_months, 0, low * 9 / 10});
    }
    return made;
  }

  Asked next() {
    constexpr std::array<Tie, 6> others{Tie::child, Tie::child, Tie::ascendant, Tie::relative, Tie::co_tenant, Tie::other};
    const Date on = "2009-06-01"_date + below(6422);
    Asked made{{person_of(Tie::applicant, on)}, on};
    if (often()) made.persons.push_back(person_of(static_cast<Tie>(1 + below(3)), on));
    for (std::int32_t more = below(6); more > 0; --more) made.persons.push_back(person_of(others[static_cast<std::size_t>(below(6))], on));
    made.letting.zone = static_cast<CeilingZone>(1 + below(3));
    made.letting.share_at_120_open = !often();
    if (!often()) made.letting.route = code<Route>();
    if (!often()) made.letting.stage = code<Stage>();
    if (!often()) {
      made.home.separation.kind = code<SeparationCase>();
      if (often()) made.home.separation.since = on - below(900);
      if (often()) made.home.separation.couple = static_cast<Couple>(below(4));
    }
    if (!often()) {
      made.home.care_home.of = code<CareHomeOf>();
      const auto year = static_cast<IncomePeriod>(on.civil().year - 2 + below(2));
      if (often()) made.home.care_home.costs.add({year, below(1'500'000)});
    }
    return made;
  }

  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

constexpr int rounds = 40'000;

TEST(EligibilityProperty, LowerProductsImplyHigherOnes) {
  Homes homes(1);
  std::array<int, 4> seen{};
  for (int i = 0; i < rounds; ++i) {
    const Asked home = homes.next();
    const auto verdicts = evaluate(home.household(), home.letting, home.on, law_of_today, home.policy);
    if (!verdicts) continue;
    for (std::size_t low = 0; low < 2; ++low) {
      ++seen[static_cast<std::size_t>((*verdicts)[low].outcome)];
      if ((*verdicts)[low].outcome == Eligibility::eligible) {
        ASSERT_EQ((*verdicts)[low + 1].outcome, Eligibility::eligible) << "household " << i;
      }
      if ((*verdicts)[low + 1].outcome == Eligibility::not_eligible) {
        ASSERT_NE((*verdicts)[low].outcome, Eligibility::eligible) << "household " << i;
      }
    }
  }
  EXPECT_GT(seen[static_cast<std::size_t>(Eligibility::eligible)], rounds / 20);
  EXPECT_GT(seen[static_cast<std::size_t>(Eligibility::not_eligible)], rounds / 20);
  EXPECT_GT(seen[static_cast<std::size_t>(Eligibility::unknown)], rounds / 20);
}

TEST(EligibilityProperty, TheOrderOfPersonsDoesNotMatter) {
  Homes homes(2);
  for (int i = 0; i < rounds; ++i) {
    Asked home = homes.next();
    const Result<Verdict> before = home.verdict(Product::plus);
    std::shuffle(home.persons.begin(), home.persons.end(), homes.engine());
    const Result<Verdict> after = home.verdict(Product::plus);
    ASSERT_EQ(before.has_value(), after.has_value());
    if (!before) continue;
    ASSERT_EQ(before->outcome, after->outcome) << "household " << i;
    ASSERT_EQ(before->category, after->category);
    ASSERT_EQ(before->income, after->income);
    ASSERT_EQ(before->ceiling, after->ceiling);
  }
}

TEST(EligibilityProperty, WithoutALaterIncomeMoreIncomeNeverHelps) {
  Homes homes(3);
  int judged = 0;
  for (int i = 0; i < rounds; ++i) {
    Asked home = homes.next();
    for (Person& somebody : home.persons) somebody.incomes.clear();
    const auto year = static_cast<IncomePeriod>(home.on.civil().year - 2);
    const auto cents = static_cast<std::int64_t>(homes.below(8'000'000));
    home.persons[0].incomes.add({year, IncomeKind::notice, 0, cents});
    const Result<Verdict> less = home.verdict(Product::plus);
    home.persons[0].incomes.clear();
    home.persons[0].incomes.add({year, IncomeKind::notice, 0, cents + homes.below(1'000'000)});
    const Result<Verdict> more = home.verdict(Product::plus);
    if (!less || !more) continue;
    ++judged;
    if (more->outcome == Eligibility::eligible) {
      ASSERT_EQ(less->outcome, Eligibility::eligible) << "household " << i;
    }
    if (less->outcome == Eligibility::not_eligible) {
      ASSERT_EQ(more->outcome, Eligibility::not_eligible) << "household " << i;
    }
  }
  EXPECT_GT(judged, rounds / 2);
}

TEST(EligibilityProperty, ADependantNeverLowersTheCeiling) {
  Homes homes(4);
  for (int i = 0; i < rounds; ++i) {
    Asked home = homes.next();
    const Result<Verdict> before = home.verdict(Product::pls);
    home.persons.push_back(person(Tie::child, home.on - 1000));
    const Result<Verdict> after = home.verdict(Product::pls);
    if (!before || !after) continue;
    ASSERT_GE(after->ceiling.euros, before->ceiling.euros) << "household " << i;
    ASSERT_EQ(after->dependants, before->dependants + 1);
  }
}

// What is missing is given a value at random; the question must then ask for less, and a verdict given before must stand.
void settle_person(Person& somebody, Input input, Date on, Homes& homes) {
  switch (input) {
    case Input::on_notice: somebody.on_notice = homes.often() ? Fact::yes : Fact::no; break;
    case Input::attached: somebody.attached = homes.often() ? Fact::yes : Fact::no; break;
    case Input::card: somebody.card = homes.often() ? Card::none : Card::invalidity; break;
    case Input::signs: somebody.signs = homes.often() ? Fact::yes : Fact::no; break;
    case Input::nationality:
    case Input::stay: somebody.nationality = Nationality::french; break;
    case Input::income: {
      somebody.incomes.clear();
      const auto year = static_cast<IncomePeriod>(on.civil().year - 2);
      for (const IncomePeriod period : {year, static_cast<IncomePeriod>(year + 1)}) somebody.incomes.add({period, IncomeKind::own_lines, 0, homes.below(4'000'000)});
      somebody.incomes.add({last_twelve_months, IncomeKind::pay_12_months, 0, homes.below(4'000'000)});
      break;
    }
    default: FAIL() << "nothing gives " << CodeNames<Input>::list[static_cast<std::size_t>(input)];
  }
}

void settle(Asked& home, const Lacking& lacking, Homes& homes) {
  const auto year = static_cast<IncomePeriod>(home.on.civil().year - 2);
  switch (lacking.input) {
    case Input::separation_since: home.home.separation.since = home.on - homes.below(400); break;
    case Input::separation_couple: home.home.separation.couple = homes.often() ? Couple::married : Couple::cohabiting; break;
    case Input::as_of: home.letting.stage = Stage::lease; break;
    case Input::care_home:
      home.home.care_home.costs.clear();
      for (const IncomePeriod period : {year, static_cast<IncomePeriod>(year + 1), last_twelve_months}) {
        home.home.care_home.costs.add({period, homes.below(1'500'000)});
      }
      break;
    default: settle_person(home.persons[lacking.row], lacking.input, home.on, homes);
  }
}

TEST(EligibilityProperty, WhatIsMissingSettlesAnUnknown) {
  Homes homes(5);
  int settled = 0;
  for (int i = 0; i < rounds; ++i) {
    Asked home = homes.next();
    Result<Verdict> verdict = home.verdict(Product::plus);
    if (!verdict || verdict->outcome != Eligibility::unknown) continue;
    for (int step = 0; step < 8 && verdict && verdict->outcome == Eligibility::unknown; ++step) {
      ASSERT_FALSE(verdict->missing.empty()) << "household " << i;
      const auto missing = verdict->missing.list();
      for (const Lacking& lacking : missing.all()) settle(home, lacking, homes);
      verdict = home.verdict(Product::plus);
    }
    if (!verdict) continue;
    ASSERT_NE(verdict->outcome, Eligibility::unknown) << "household " << i;
    ++settled;
  }
  EXPECT_GT(settled, rounds / 10);
}

TEST(EligibilityProperty, AVerdictGivenDespiteAnUnknownStands) {
  Homes homes(6);
  int tried = 0;
  for (int i = 0; i < rounds; ++i) {
    Asked home = homes.next();
    const Result<Verdict> before = home.verdict(Product::plus);
    if (!before || before->outcome == Eligibility::unknown) continue;
    for (Person& somebody : home.persons) {
      if (somebody.on_notice == Fact::unknown) settle_person(somebody, Input::on_notice, home.on, homes);
      if (somebody.attached == Fact::unknown) settle_person(somebody, Input::attached, home.on, homes);
      if (somebody.card == Card::unknown) settle_person(somebody, Input::card, home.on, homes);
      if (somebody.signs == Fact::unknown && is_partner(somebody.tie)) settle_person(somebody, Input::signs, home.on, homes);
    }
    const Result<Verdict> after = home.verdict(Product::plus);
    if (!after) continue;
    ++tried;
    ASSERT_EQ(after->outcome, before->outcome) << "household " << i;
  }
  EXPECT_GT(tried, rounds / 20);
}

}  // namespace
}  // namespace sne::testing
