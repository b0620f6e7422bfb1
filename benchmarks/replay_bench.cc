// From the bytes of a log to the table of a year: cutting, decoding, folding, counting. Times are per row (fold: per event; flow: per
// demand). The log has 40,000 demands filed over 2013, with attestation, notice, and a renewal, a lease or a lapse: 5 rows a demand.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include <sne/replay.hpp>

namespace {

using sne::operator""_date;

constexpr int demands = 40000;
constexpr std::string_view header =
    "demand,event,motive,effective,recorded,actor,actor_id,territory,person,co_holder,number,channel,form,identity,nationality,"
    "legal_person,authorised,employment,duplicate,reference,delivered,proof,content,by,complete,origin,lease,rpls,described,written,"
    "typology\n";


std::string iso(sne::Date day) {
  const auto text = sne::iso_text(day);
  return {text.data(), text.size()};
}

std::string padded(int value) {
  const std::string digits = std::to_string(value);
  return std::string(6 - digits.size(), '0') + digits;
}

/// The rows of all demands in the order of their entry, as a system writes them.
const std::string& log_text() {
  static const std::string text = [] {
    std::vector<std::string> by_day(1200);
    const sne::Date first = "2013-01-01"_date;
    for (int i = 0; i < demands; ++i) {
      const int filed = i * 7919 % 365;
      const sne::CivilDay day = (first + filed).civil();
      const std::string territory = i % 3 == 0 ? "062" : "059";
      const std::string key = territory + padded(day.month * 10000 + day.year % 100 * 100).substr(0, 4) + padded(i + 1) + "G1104";
      const auto add = [&](int after, std::string_view kind, std::string_view motive, std::string_view actor, std::string_view rest) {
        std::string& rows = by_day[static_cast<std::size_t>(filed + after)];
        const std::string date = iso(first + filed + after);
        rows.append(key).append(",").append(kind).append(",").append(motive).append(",").append(date).append(",").append(date);
        rows.append(",").append(actor).append(",").append(rest).append("\n");
      };
      add(0, "file", "", "lessor",
          "G1104," + territory + ",p" + std::to_string(i) + ",," + key + ",counter,yes,identity,french,no,yes,,,,,,,,,,,,,,T2");
      add(14, "attest", "", "system", ",,,,,,,,,,,,,,,,,,,,,,,,");
      add(300, "notice", "", "manager", ",,,,,registered,,,,,,,,,,yes,yes,,,,,,,,");
      if (i % 3 == 0) {
        add(350, "renew", "", "applicant", ",,,,,online,,,,,,,,,,,,,yes,,,,,,");
      } else if (i % 3 == 1) {
        add(200, "radiate", "a", "lessor", "G1104,,,,,,,,,,,,,,,,,,,,yes,5900012345,,,");
      } else {
        add(400, "radiate", "e", "system", ",,,,,,,,,,,,,,,,,,,,,,,,");
      }
      add(20, "update", "", "applicant", ",,,,,,,,,,,,,,,,,,,,,,,,T3");
    }
    std::string made(header);
    for (const std::string& rows : by_day) made.append(rows);
    return made;
  }();
  return text;
}

/// The same rows, cut.
struct Cut {
  std::vector<std::string_view> names;
  std::vector<std::vector<std::string_view>> rows;
};
std::vector<std::string_view> cut_line(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t comma = line.find(','); comma != std::string_view::npos; comma = line.find(',')) {
    cells.push_back(line.substr(0, comma));
    line.remove_prefix(comma + 1);
  }
  cells.push_back(line);
  return cells;
}
const Cut& log_cells() {
  static const Cut cut = [] {
    Cut made;
    std::string_view text = log_text();
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      made.rows.push_back(cut_line(text.substr(0, end)));
      text.remove_prefix(end + 1);
    }
    made.names = made.rows.front();
    made.rows.erase(made.rows.begin());
    return made;
  }();
  return cut;
}

std::shared_ptr<const sne::EventLog> log_in_memory() {
  static const auto kept = [] {
    auto log = std::make_shared<sne::EventLog>();
    sne::read_csv_text(log_text(), *log);
    return log;
  }();
  return kept;
}

void per(benchmark::State& state, std::string_view unit, std::size_t units) {
  const auto total = static_cast<double>(units) * static_cast<double>(state.iterations());
  state.counters["s_per_" + std::string(unit)] = benchmark::Counter(total, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void cut_csv(benchmark::State& state) {
  std::uint64_t rows = 0;
  for (auto _ : state) {
    sne::CsvReader reader([&rows](const sne::CsvRow& row) { rows += row.cells.size() > 1 ? 1U : 0U; }, {});
    reader.feed(log_text());
    reader.finish();
  }
  benchmark::DoNotOptimize(rows);
  per(state, "row", log_cells().rows.size());
}

void decode_rows(benchmark::State& state) {
  const Cut& cut = log_cells();
  const sne::ColumnMap map = sne::ColumnMap::of(cut.names).value();
  sne::LoggedEvent row;
  for (auto _ : state) {
    for (const auto& cells : cut.rows) {
      auto fault = sne::decode_row(map, cells, row);
      benchmark::DoNotOptimize(fault);
      benchmark::DoNotOptimize(row);
    }
  }
  per(state, "row", cut.rows.size());
}

void read_log(benchmark::State& state) {
  for (auto _ : state) {
    sne::EventLog log;
    auto reading = sne::read_csv_text(log_text(), log);
    benchmark::DoNotOptimize(reading);
  }
  per(state, "row", log_in_memory()->rows());
}

void fold_log(benchmark::State& state) {
  const auto log = log_in_memory();
  std::uint64_t accepted = 0;
  for (auto _ : state) {
    const sne::Replay replay(log, sne::LawBook::builtin(), sne::Policy::sne());
    accepted = replay.counts()[0];
  }
  per(state, "event", log->rows());
  state.counters["accepted"] = static_cast<double>(accepted) / static_cast<double>(log->rows());
}

void flow_of_a_year(benchmark::State& state) {
  const sne::Replay replay(log_in_memory(), sne::LawBook::builtin(), sne::Policy::sne());
  for (auto _ : state) {
    auto flow = replay.flow({"2013-10-01"_date, "2014-09-30"_date});
    benchmark::DoNotOptimize(flow);
  }
  per(state, "demand", replay.demands());
}

BENCHMARK(cut_csv)->Unit(benchmark::kMillisecond);
BENCHMARK(decode_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(read_log)->Unit(benchmark::kMillisecond);
BENCHMARK(fold_log)->Unit(benchmark::kMillisecond);
BENCHMARK(flow_of_a_year)->Unit(benchmark::kMillisecond);

}  // namespace
