// Any bytes as a CSV log. The first byte chooses the size of the chunks, the second whether a header is put before the text and which
// policy folds it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sne/replay.hpp>

namespace {

// Not an assert: the promises must hold in a build without assertions too.
void require(bool promise) {
  if (!promise) std::abort();
}

constexpr std::string_view header =
    "demand,event,motive,effective,recorded,actor,actor_id,territory,person,co_holder,number,channel,form,authorised,identity,"
    "nationality,duplicate,by,complete,content,proof,delivered,lease,rpls,written,received,reason,typology\n";

struct Said {
  std::vector<std::string> rows;
  sne::CsvReader::Counters counters;
  std::optional<sne::Fault> fault;
};

Said read(std::string_view text, std::size_t chunk) {
  Said said;
  sne::CsvReader reader(
      [&said](const sne::CsvRow& row) {
        std::string line = std::to_string(row.row) + '@' + std::to_string(row.line);
        for (const std::string_view cell : row.cells) line.append("|").append(cell);
        said.rows.push_back(line);
      },
      [&said](const sne::BadRow& bad) {
        require(bad.raw.size() <= sne::CsvReader::row_limit);
        const std::string place = std::to_string(bad.row) + '@' + std::to_string(bad.line) + '!';
        said.rows.push_back(place + std::string(sne::text(bad.fault.code)) + std::to_string(bad.fault.at) + std::string(bad.raw));
      });
  for (std::size_t from = 0; from < text.size() && reader.feed(text.substr(from, chunk)); from += std::min(chunk, text.size())) {
  }
  reader.finish();
  said.counters = reader.counters();
  said.fault = reader.fault();
  return said;
}

void require_same(const Said& a, const Said& b) {
  require(a.rows == b.rows && a.fault == b.fault);
  require(a.counters.rows == b.counters.rows && a.counters.rows == a.rows.size() && a.counters.bad_rows == b.counters.bad_rows);
  require(a.fault || a.counters.lines == b.counters.lines);
  require(std::max(a.counters.largest_buffer, b.counters.largest_buffer) <= 2 * sne::CsvReader::row_limit + 8);
}

void require_account(const sne::Replay& replay, sne::Period period) {
  const sne::Flow flow = replay.flow(period, sne::Population::both);
  std::int64_t gap = 0;
  for (const std::int32_t one : flow.gap) gap += one;
  require(flow.total.counts.gap() == gap);
  require(flow.total.counts.closes() == flow.breaking.empty());
  require(replay.stock(period.to, sne::StockBy::typology, sne::Population::both).total == flow.total.counts.end);
  const auto state = replay.state(period.to).count;
  require(state[static_cast<std::size_t>(sne::State::active)] + state[static_cast<std::size_t>(sne::State::expired)] == flow.total.counts.end);
}

void fold(std::string_view text, const sne::Policy& policy) {
  auto log = std::make_shared<sne::EventLog>();
  std::uint64_t bad = 0;
  const sne::LogReading reading = sne::read_csv_text(text, *log, [&bad](const sne::BadRow& row) {
    ++bad;
    require(!sne::rejects_line(row).empty());
  });
  require(reading.counters.bad_rows == bad && reading.counters.rows == log->rows() && log->faults().size() == bad);
  const sne::Replay replay(log, sne::LawBook::builtin(), policy);
  std::uint64_t rows = 0;
  for (const std::uint64_t count : replay.counts()) rows += count;
  require(rows == log->rows());
  for (sne::RowIndex row = 0; row < log->rows() && row < 64; ++row) {
    const auto decision = replay.decision(row);
    require(decision ? sne::text(decision->outcome) == sne::text(replay.status(row)) : replay.status(row) == sne::RowStatus::fault);
  }
  using sne::operator""_date;
  require_account(replay, {"2013-10-01"_date, "2014-09-30"_date});
  require_account(replay, {"0001-01-01"_date, "9999-12-31"_date});
  const sne::Due due = replay.due("2014-09-30"_date, 14);
  require(std::is_sorted(due.day.begin(), due.day.end()));
  require(replay.table().key.size() == log->demands());
  for (sne::DemandIndex demand = 0; demand < replay.demands() && demand < 64; ++demand) {
    require(replay.snapshot(demand, "9999-12-31"_date).demand == replay.demand(demand));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  std::string text((data[1] & 1) != 0 ? header : std::string_view());
  text.append(reinterpret_cast<const char*>(data) + 2, size - 2);
  require_same(read(text, std::string_view::npos), read(text, 1U + data[0]));
  sne::Policy policy = (data[1] & 2) != 0 ? sne::Policy::law() : sne::Policy::sne();
  if ((data[1] & 4) != 0) policy.horizon = sne::BeyondHorizon::provisional;
  if ((data[1] & 8) != 0) policy.unknown = sne::UnknownFacts::presume_met;
  if ((data[1] & 16) != 0) policy.renewal_base = sne::RenewalBase::anniversary;
  fold(text, policy);
  return 0;
}
