// Whole columns, 3,000,000 rows: what a nightly batch or a notebook cell costs. Time is that of all rows; the label says nanoseconds a row.
#include <benchmark/benchmark.h>

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include <sne/columns.hpp>

namespace {

using namespace sne;

constexpr std::size_t rows = 3'000'000;
constexpr LawBook law_book = LawBook::builtin();
const Date day = Date::parse("2026-03-12").value();

struct Register {
  std::string numbers;
  std::vector<std::int32_t> offsets{0};
  std::vector<Date> bases;
  std::vector<std::uint8_t> zone, category;
  std::vector<std::int64_t> n_2, n_1, months;
  std::vector<std::uint8_t> recent_bits, month_bits;

  Register() : recent_bits(rows / 8 + 1), month_bits(rows / 8 + 1) {
    std::mt19937 engine(7);
    const auto below = [&engine](std::uint32_t limit) { return engine() % limit; };
    for (std::size_t row = 0; row < rows; ++row) {
      std::string number = "0590123000000G1104";
      number[2] = static_cast<char>('0' + below(10));
      number[4] = static_cast<char>('1' + below(9));
      number[6] = static_cast<char>('0' + below(10));
      for (std::size_t i = 7; i < 13; ++i) number[i] = static_cast<char>('0' + below(10));
      numbers += number;
      offsets.push_back(static_cast<std::int32_t>(numbers.size()));
      bases.push_back(day - static_cast<std::int32_t>(below(2000)));
      zone.push_back(static_cast<std::uint8_t>(1 + below(3)));
      category.push_back(static_cast<std::uint8_t>(1 + below(6)));
      n_2.push_back(static_cast<std::int64_t>(below(6'000'000)));
      n_1.push_back(static_cast<std::int64_t>(below(6'000'000)));
      months.push_back(static_cast<std::int64_t>(below(6'000'000)));
      if (below(2) == 0) recent_bits[row / 8] |= static_cast<std::uint8_t>(1U << row % 8);
      if (below(4) == 0) month_bits[row / 8] |= static_cast<std::uint8_t>(1U << row % 8);
    }
  }
};

const Register& the_register() {
  static const Register made;
  return made;
}

void per_row(benchmark::State& state) {
  state.counters["ns/row"] =
      benchmark::Counter(static_cast<double>(rows) * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void ParseNumbers(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<ColumnStatus> status(rows);
  std::vector<Territory> territory(rows);
  std::vector<std::int32_t> month(rows);
  const TextColumn texts(std::span<const std::int32_t>(all.offsets), all.numbers.data());
  for (auto _ : state) {
    parse_numbers(texts, {.status = status, .territory = territory, .month = month});
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(ParseNumbers)->Unit(benchmark::kMillisecond);

void DeadlineNoticeStatus(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<Date> last_valid(rows), notice(rows);
  std::vector<RenewalStatus> standing(rows);
  for (auto _ : state) {
    const RenewalTable table(law_book, Policy::sne(), day);
    table.calendars({all.bases, {}}, {.last_valid = last_valid, .notice_latest = notice, .standing = standing});
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(DeadlineNoticeStatus)->Unit(benchmark::kMillisecond);

void DeadlineNoticeStatusScalar(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<Date> last_valid(rows), notice(rows);
  std::vector<RenewalStatus> standing(rows);
  for (auto _ : state) {
    for (std::size_t row = 0; row < rows; ++row) {
      const RenewalCalendar calendar = RenewalCalendar::from(all.bases[row], law_book).value();
      last_valid[row] = *calendar.day_of(Deadline::last_valid);
      notice[row] = *calendar.day_of(Deadline::notice_latest);
      standing[row] = renewal_status(calendar, all.bases[row], day, PolicyScope::sne);
    }
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(DeadlineNoticeStatusScalar)->Unit(benchmark::kMillisecond);

// Rivals: one year later by what C++ offers, the last valid day alone, without a status or a notice.

void YearLaterChrono(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<std::int32_t> later(rows);
  for (auto _ : state) {
    for (std::size_t row = 0; row < rows; ++row) {
      using namespace std::chrono;
      const year_month_day base{sys_days(days(all.bases[row].days()))};
      const year_month_day next = base + years(1);
      const sys_days clamped = next.ok() ? sys_days(next) : sys_days(next.year() / next.month() / last);
      later[row] = static_cast<std::int32_t>(clamped.time_since_epoch().count());
    }
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(YearLaterChrono)->Unit(benchmark::kMillisecond);

void YearLaterBoost(benchmark::State& state) {
  const Register& all = the_register();
  const boost::gregorian::date epoch(1970, 1, 1);
  std::vector<boost::gregorian::date> bases, later(rows);
  for (const Date base : all.bases) bases.push_back(epoch + boost::gregorian::days(base.days()));
  for (auto _ : state) {
    for (std::size_t row = 0; row < rows; ++row) later[row] = bases[row] + boost::gregorian::years(1);
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(YearLaterBoost)->Unit(benchmark::kMillisecond);

void ParseNumbersScalar(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<ColumnStatus> status(rows);
  std::vector<Territory> territory(rows);
  std::vector<std::int32_t> month(rows);
  const TextColumn texts(std::span<const std::int32_t>(all.offsets), all.numbers.data());
  for (auto _ : state) {
    for (std::size_t row = 0; row < rows; ++row) {
      const Result<UniqueNumber> number = UniqueNumber::parse(texts[row]);
      status[row] = number ? row_read : status_of(number.error().code);
      if (!number) continue;
      territory[row] = number->territory();
      month[row] = number->year4().value_or(0) * 12 + number->month() - 1;
    }
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(ParseNumbersScalar)->Unit(benchmark::kMillisecond);

IncomeColumns incomes_of(const Register& all) {
  return {{all.zone, {}},  {all.category, {}}, {}, {all.n_2, {}}, {all.n_1, Validity(all.recent_bits.data())},
          {all.months, Validity(all.month_bits.data())}};
}

void CeilingAndThreeIncomesScalar(benchmark::State& state) {
  const IncomeColumns in = incomes_of(the_register());
  std::vector<Eligibility> outcome(rows);
  std::vector<IncomeBasis> basis(rows);
  std::vector<std::int64_t> margin(rows);
  const CeilingLookup lookup = CeilingLookup::of(Product::plus, day, law_book, Policy::law()).value();
  for (auto _ : state) {
    for (std::size_t row = 0; row < rows; ++row) {
      const std::int32_t euros = lookup(static_cast<CeilingZone>(in.zone.values[row]), {in.category.values[row], 0}).value();
      const IncomeVerdict verdict = judge_incomes(in.n_2.values[row], {in.n_1.valid[row], in.n_1.values[row]},
                                                  {in.months.valid[row], in.months.values[row]}, euros);
      outcome[row] = verdict.outcome;
      basis[row] = verdict.basis;
      margin[row] = verdict.margin;
    }
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(CeilingAndThreeIncomesScalar)->Unit(benchmark::kMillisecond);

/// The three bars but parsing in one pass; argument 0 is the portable path, 1 the wide one.
void DemandsFused(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<Date> last_valid(rows), notice(rows);
  std::vector<RenewalStatus> standing(rows);
  std::vector<Eligibility> outcome(rows);
  std::vector<IncomeBasis> basis(rows);
  std::vector<std::int64_t> margin(rows);
  const RenewalTable table(law_book, Policy::sne(), day);
  const CeilingLookup lookup = CeilingLookup::of(Product::plus, day, law_book, Policy::law()).value();
  for (auto _ : state) {
    judge_demands(table, lookup, {{all.bases, {}}, incomes_of(all)},
                  {{.last_valid = last_valid, .notice_latest = notice, .standing = standing}, {.outcome = outcome, .basis = basis, .margin = margin}},
                  static_cast<KernelPath>(state.range(0)));
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(DemandsFused)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void CeilingAndThreeIncomes(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<Eligibility> outcome(rows);
  std::vector<IncomeBasis> basis(rows);
  std::vector<std::int64_t> margin(rows);
  const IncomeColumns households = incomes_of(all);
  for (auto _ : state) {
    const CeilingLookup lookup = CeilingLookup::of(Product::plus, day, law_book, Policy::law()).value();
    lookup.judge(households, {.outcome = outcome, .basis = basis, .margin = margin}, static_cast<KernelPath>(state.range(0)));
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(CeilingAndThreeIncomes)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void CeilingAndOneIncome(benchmark::State& state) {
  const Register& all = the_register();
  std::vector<Eligibility> outcome(rows);
  const IncomeColumns households{{all.zone, {}}, {all.category, {}}, {}, {all.n_2, {}}, {}, {}};
  const CeilingLookup lookup = CeilingLookup::of(Product::plus, day, law_book, Policy::law()).value();
  for (auto _ : state) {
    lookup.judge(households, {.outcome = outcome});
    benchmark::ClobberMemory();
  }
  per_row(state);
}
BENCHMARK(CeilingAndOneIncome)->Unit(benchmark::kMillisecond);

}  // namespace
