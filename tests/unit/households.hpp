#pragma once

#include <vector>

#include <sne/eligibility.hpp>

/// Households for tests and benches, told in a line each.
namespace sne::testing {

inline constexpr LawBook law_of_today = LawBook::builtin();

inline Person person(Tie tie, Date born) {
  Person made;
  made.tie = tie;
  made.born = born;
  made.card = Card::none;
  made.nationality = Nationality::french;
  if (tie == Tie::child) made.attached = Fact::yes;
  return made;
}

inline Person earning(Person somebody, IncomePeriod period, std::int64_t euros, IncomeKind kind = IncomeKind::notice) {
  somebody.incomes.add({period, kind, 0, euros * 100});
  return somebody;
}

/// A question and what owns its persons.
struct Asked {
  std::vector<Person> persons;
  Date on;
  Letting letting{};
  Household home{};
  Policy policy = Policy::law();

  [[nodiscard]] Household household() const {
    Household view = home;
    view.persons = persons;
    return view;
  }
  [[nodiscard]] Result<Verdict> verdict(Product product) const { return evaluate(household(), product, letting, on, law_of_today, policy); }
  [[nodiscard]] Eligibility outcome(Product product) const { return verdict(product).value().outcome; }
  [[nodiscard]] Composition composition() const { return compose(household(), on, law_of_today, policy.readings); }
  [[nodiscard]] int category() const { return composition().low.category.category; }
};

inline Asked asked(std::string_view commune, std::string_view day, std::vector<Person> persons) {
  Asked made{std::move(persons), Date::parse(day).value()};
  made.letting.zone = ceiling_zone(Commune::parse(commune).value(), made.on).zone;
  return made;
}

}  // namespace sne::testing
