// One household judged: what a portal or a landlord's screen asks. The bar is 250 ns for one product, without heap.
#include <benchmark/benchmark.h>

#include "../tests/unit/households.hpp"

namespace {

using namespace sne;
using namespace sne::testing;

Asked family() {
  Person applicant = earning(person(Tie::applicant, "1985-05-01"_date), 2024, 50000);
  Person spouse = person(Tie::spouse, "1987-08-15"_date);
  spouse.on_notice = Fact::yes;
  return asked("92012", "2026-03-12", {applicant, spouse, person(Tie::child, "2017-02-03"_date)});
}

Asked three_incomes() {
  Asked made = family();
  made.persons[0] = earning(earning(made.persons[0], 2025, 44000), last_twelve_months, 43000, IncomeKind::pay_12_months);
  made.persons[1].incomes.add({last_twelve_months, IncomeKind::nil, 0, 0});
  return made;
}

Asked eight_persons() {
  Asked made = three_incomes();
  for (int year = 2008; year < 2013; ++year) made.persons.push_back(person(Tie::child, Date::of(year, 6, 1).value()));
  return made;
}

Asked nothing_known() {
  Asked made = family();
  for (Person& somebody : made.persons) somebody = Person{.tie = somebody.tie, .born = somebody.born};
  return made;
}

template <Asked (*household)()>
void EvaluateOneProduct(benchmark::State& state) {
  const Asked home = household();
  Household view = home.household();
  for (auto _ : state) {
    benchmark::DoNotOptimize(view);
    benchmark::DoNotOptimize(evaluate(view, Product::plus, home.letting, home.on, law_of_today, home.policy));
  }
}
BENCHMARK(EvaluateOneProduct<family>)->Name("EvaluateOneProduct/family");
BENCHMARK(EvaluateOneProduct<three_incomes>)->Name("EvaluateOneProduct/three_incomes");
BENCHMARK(EvaluateOneProduct<eight_persons>)->Name("EvaluateOneProduct/eight_persons");
BENCHMARK(EvaluateOneProduct<nothing_known>)->Name("EvaluateOneProduct/nothing_known");

void EvaluateThreeProducts(benchmark::State& state) {
  const Asked home = family();
  Household view = home.household();
  for (auto _ : state) {
    benchmark::DoNotOptimize(view);
    benchmark::DoNotOptimize(evaluate(view, home.letting, home.on, law_of_today, home.policy));
  }
}
BENCHMARK(EvaluateThreeProducts);

void CeilingOfACategory(benchmark::State& state) {
  HouseholdCategory category{3, 0};
  Date day = "2026-03-12"_date;
  for (auto _ : state) {
    benchmark::DoNotOptimize(category);
    benchmark::DoNotOptimize(day);
    benchmark::DoNotOptimize(ceiling(Product::plus, CeilingZone::paris_and_adjoining, category, day, law_of_today, Policy::law()));
  }
}
BENCHMARK(CeilingOfACategory);

}  // namespace
