// A register of the size of the country, from its columns to its table of stock and flow: seconds and memory of each phase, as JSON.
//
//   national_run [--demands N] [--threads N] [--grouped] [--repeat N]
//
// What is written a row (status, days, outcome) goes to blocks that are used again, as a batch sends them on; the replay holds its demands and stays.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <sne/statistics.hpp>

#include "national_data.hpp"

namespace {

using namespace sne;
using namespace sne::bench;

constexpr std::size_t block = 65'536;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
double wall_seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Bytes of a line of /proc/self/status, or -1 where there is none.
long long status_bytes(std::string_view name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name)) return std::atoll(line.c_str() + name.size()) * 1024;
  }
  return -1;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

struct Phase {
  std::string_view name;
  double wall = 0, processor = 0;
  long long peak = 0;  ///< bytes above what was held before the runs
};

class Meter {
 public:
  explicit Meter(long long held) : held_(held) {}

  void measure(std::string_view name, const std::function<void()>& work) {
    forget_peak();
    const double wall = wall_seconds();
    const double processor = processor_seconds();
    work();
    phases_.push_back({name, wall_seconds() - wall, processor_seconds() - processor, status_bytes("VmHWM:") - held_});
  }
  [[nodiscard]] const std::vector<Phase>& phases() const { return phases_; }

 private:
  long long held_;
  std::vector<Phase> phases_;
};

/// Whole blocks of the rows, shared out to threads.
void in_blocks(std::size_t rows, unsigned threads, const std::function<void(std::size_t from, std::size_t count, unsigned thread)>& work) {
  const auto share = [&](unsigned thread) {
    for (std::size_t from = thread * block; from < rows; from += block * threads) work(from, std::min(block, rows - from), thread);
  };
  std::vector<std::thread> others;
  for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(share, thread);
  share(0);
  for (std::thread& other : others) other.join();
}

/// What one thread writes, and writes over.
struct Outputs {
  std::vector<ColumnStatus> status = std::vector<ColumnStatus>(block);
  std::vector<Territory> territory = std::vector<Territory>(block);
  std::vector<std::int32_t> month = std::vector<std::int32_t>(block);
  std::vector<std::uint32_t> sequence = std::vector<std::uint32_t>(block);
  std::vector<Date> last_valid = std::vector<Date>(block), notice = std::vector<Date>(block), radiation = std::vector<Date>(block);
  std::vector<RenewalStatus> standing = std::vector<RenewalStatus>(block);
  std::vector<Eligibility> outcome = std::vector<Eligibility>(block);
  std::vector<IncomeBasis> basis = std::vector<IncomeBasis>(block);
  std::vector<std::int64_t> margin = std::vector<std::int64_t>(block);
};

template <class Value>
std::span<Value> first(std::vector<Value>& column, std::size_t count) {
  return std::span(column).first(count);
}

struct Checks {
  std::uint64_t numbers = 0, lapsed = 0, eligible = 0;
  RowCounts rows;
  std::uint64_t in_stock = 0;
};

std::vector<Phase> run(const Register& all, const Log& log, unsigned threads, long long held, Checks& checks) {
  Meter meter(held);
  std::vector<Outputs> outputs(threads);
  std::vector<Checks> parts(threads);
  meter.measure("parse", [&] {
    in_blocks(all.size(), threads, [&](std::size_t from, std::size_t count, unsigned thread) {
      Outputs& out = outputs[thread];
      parse_numbers(all.texts(from, count), {.status = first(out.status, count), .territory = first(out.territory, count),
                                             .month = first(out.month, count), .sequence = first(out.sequence, count)});
      parts[thread].numbers += static_cast<std::uint64_t>(std::count(out.status.begin(), out.status.begin() + static_cast<std::ptrdiff_t>(count), row_read));
    });
  });
  meter.measure("deadlines", [&] {
    const RenewalTable table(bench::law_book, Policy::sne(), today);
    in_blocks(all.size(), threads, [&](std::size_t from, std::size_t count, unsigned thread) {
      Outputs& out = outputs[thread];
      table.calendars(all.base(from, count), {.status = first(out.status, count), .last_valid = first(out.last_valid, count),
                                              .notice_latest = first(out.notice, count), .radiation = first(out.radiation, count),
                                              .standing = first(out.standing, count)});
      parts[thread].lapsed += static_cast<std::uint64_t>(std::count(out.standing.begin(), out.standing.begin() + static_cast<std::ptrdiff_t>(count), RenewalStatus::lapsed));
    });
  });
  meter.measure("judge", [&] {
    const CeilingLookup lookup = CeilingLookup::of(Product::plus, today, bench::law_book, Policy::sne()).value();
    in_blocks(all.size(), threads, [&](std::size_t from, std::size_t count, unsigned thread) {
      Outputs& out = outputs[thread];
      lookup.judge(all.incomes(from, count), {.status = first(out.status, count), .outcome = first(out.outcome, count),
                                              .basis = first(out.basis, count), .margin = first(out.margin, count)});
      parts[thread].eligible += static_cast<std::uint64_t>(std::count(out.outcome.begin(), out.outcome.begin() + static_cast<std::ptrdiff_t>(count), Eligibility::eligible));
    });
  });
  Stays stays;
  meter.measure("replay", [&] {
    ColumnReplay replay(log.demands, log.acts, bench::law_book, Policy::sne(), {.threads = threads});
    replay.feed(log.columns());
    checks.rows = replay.counts();
    stays = replay.stays();
  });
  meter.measure("stock_and_flow", [&] {
    const std::vector<Period> months = statistics::cut({"2023-10-01"_date, "2024-09-30"_date}, statistics::PeriodCut::month);
    const std::array axes{statistics::Axis{.name = "territory", .code = std::span<const std::uint8_t>(all.territory), .size = territories}};
    statistics::CheckedStays checked;
    statistics::CheckedStays::check(stays.columns(), log.demands, checked);
    statistics::StockAndFlow table;
    statistics::stock_and_flow(checked, {axes, {}}, Population::persons, months, statistics::RevivalCounting::counted, table);
    checks.in_stock = table.total(months.size() - 1).end;
  });
  for (const Checks& part : parts) {
    checks.numbers += part.numbers;
    checks.lapsed += part.lapsed;
    checks.eligible += part.eligible;
  }
  return meter.phases();
}

struct Options {
  std::uint32_t demands = 3'000'000;
  unsigned threads = 1, repeat = 3;
  bool grouped = false;
};

Options read(std::span<char*> words) {
  Options options;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const auto value = [&] { return i + 1 < words.size() ? static_cast<std::uint32_t>(std::strtoul(words[++i], nullptr, 10)) : 0U; };
    if (word == "--demands") options.demands = value();
    else if (word == "--threads") options.threads = std::max(1U, value());
    else if (word == "--repeat") options.repeat = std::max(1U, value());
    else if (word == "--grouped") options.grouped = true;
  }
  return options;
}

}  // namespace

int main(int count, char** words) {
  const Options options = read({words, static_cast<std::size_t>(count)});
  const Register all(options.demands);
  Log log(options.demands);
  if (!options.grouped) log.sort_by_day();
  std::printf("{\"demands\": %u, \"events\": %zu, \"threads\": %u, \"runs\": [", options.demands, log.size(), options.threads);
  const long long held = status_bytes("VmRSS:");
  Checks checks;
  for (unsigned time = 0; time < options.repeat; ++time) {
    checks = {};
    std::printf("%s\n {", time == 0 ? "" : ",");
    const char* between = "";
    for (const Phase& phase : run(all, log, options.threads, held, checks)) {
      std::printf("%s\"%.*s\": {\"wall\": %.6f, \"processor\": %.6f, \"peak\": %lld}", between, static_cast<int>(phase.name.size()), phase.name.data(),
                  phase.wall, phase.processor, phase.peak);
      between = ", ";
    }
    std::printf("}");
  }
  const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  std::printf("],\n\"numbers\": %llu, \"lapsed\": %llu, \"eligible\": %llu, \"accepted\": %llu, \"refused\": %llu, \"incomplete\": %llu, \"fault\": %llu, "
              "\"in_stock\": %llu}\n",
              number(checks.numbers), number(checks.lapsed), number(checks.eligible), number(checks.rows.accepted), number(checks.rows.refused),
              number(checks.rows.incomplete), number(checks.rows.fault), number(checks.in_stock));
  return 0;
}
