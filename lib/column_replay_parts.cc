#include <sne/column_replay.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <numeric>
#include <utility>

#include <unistd.h>

#include "column_replay_impl.hpp"
#include "columns_block.hpp"

namespace sne {

namespace {

/// A row as put aside. The place in the log has its highest bit when a value of the row is missing.
struct Aside {
  std::uint64_t place = 0;
  std::uint32_t demand = 0;  // in its part
  std::uint32_t act = 0;
  Date effective{}, recorded{};
};
static_assert(sizeof(Aside) == 24);
constexpr std::uint64_t missing_bit = std::uint64_t{1} << 63U;

constexpr std::size_t written_rows = 4096;   // rows of a part kept before they are written
constexpr std::size_t read_rows = 65536;     // rows read at once

/// A file without a name: it goes when it is closed, whoever closes it.
class Spill {
 public:
  explicit Spill(const std::string& directory) {
    std::string path = directory + "/sne-part-XXXXXX";
    file_ = mkstemp(path.data());
    if (file_ >= 0) unlink(path.c_str());
    broken_ = file_ < 0;
  }
  ~Spill() {
    if (file_ >= 0) close(file_);
  }
  Spill(Spill&& other) noexcept
      : file_(std::exchange(other.file_, -1)), broken_(other.broken_), size_(other.size_), pending_(std::move(other.pending_)) {}
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;
  Spill& operator=(Spill&&) = delete;

  [[nodiscard]] bool broken() const noexcept { return broken_; }
  /// Rows added.
  [[nodiscard]] std::size_t size() const noexcept { return size_ + pending_.size(); }

  void add(const Aside& row) {
    pending_.push_back(row);
    if (pending_.size() == written_rows) flush();
  }
  void flush() {
    const auto* bytes = reinterpret_cast<const char*>(pending_.data());
    std::size_t left = pending_.size() * sizeof(Aside);
    while (left > 0 && !broken_) {
      const ssize_t done = write(file_, bytes, left);
      if (done < 0 && errno == EINTR) continue;
      broken_ = done <= 0;
      if (broken_) break;
      bytes += done;
      left -= static_cast<std::size_t>(done);
    }
    size_ += pending_.size();
    pending_.clear();
  }
  /// Reads rows from a place on; false when they cannot be read.
  [[nodiscard]] bool read(std::size_t at, std::span<Aside> rows) const {
    auto* bytes = reinterpret_cast<char*>(rows.data());
    std::size_t left = rows.size_bytes();
    auto from = static_cast<off_t>(at * sizeof(Aside));
    while (left > 0) {
      const ssize_t done = pread(file_, bytes, left, from);
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return false;
      bytes += done;
      from += done;
      left -= static_cast<std::size_t>(done);
    }
    return true;
  }

 private:
  int file_ = -1;
  bool broken_ = false;
  std::size_t size_ = 0;
  std::vector<Aside> pending_;
};

/// The columns of a block of rows read again.
struct BlockColumns {
  std::vector<std::uint32_t> demand, act;
  std::vector<Date> effective, recorded;
  std::vector<std::uint8_t> given;
  std::vector<ColumnStatus> status;

  explicit BlockColumns(std::span<const Aside> rows) : given((rows.size() + 7) / 8), status(rows.size()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      demand.push_back(rows[i].demand);
      act.push_back(rows[i].act);
      effective.push_back(rows[i].effective);
      recorded.push_back(rows[i].recorded);
      if ((rows[i].place & missing_bit) == 0) given[i / 8] = static_cast<std::uint8_t>(given[i / 8] | 1U << i % 8);
    }
  }
  [[nodiscard]] EventColumns columns() const { return {{demand, Validity(given.data())}, {act, {}}, {effective, {}}, {recorded, {}}}; }
};

/// Rows of a table put in the order of their key.
template <class Key>
std::vector<std::size_t> ordered_by(const std::vector<Key>& key) {
  std::vector<std::size_t> order(key.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&key](std::size_t a, std::size_t b) { return key[a] < key[b]; });
  return order;
}

Stays in_order(const Stays& from) {
  Stays made;
  for (const std::size_t i : ordered_by(from.demand)) {
    made.demand.push_back(from.demand[i]);
    made.from.push_back(from.from[i]);
    made.until.push_back(from.until[i]);
    made.entry.push_back(from.entry[i]);
    made.exit.push_back(from.exit[i]);
  }
  return made;
}

RefusedRows in_order(const RefusedRows& from, std::size_t limit) {
  RefusedRows made;
  made.first_finding.push_back(0);
  for (const std::size_t i : ordered_by(from.row)) {
    if (made.size() == limit) break;
    append(made, from, i);
  }
  return made;
}

std::uint64_t rows_in(std::span<const MonthRows> months, Date month) {
  const std::int32_t at = whole_months_between(months.front().month, month);
  return at >= 0 && static_cast<std::size_t>(at) < months.size() ? months[static_cast<std::size_t>(at)].rows : 0;
}

/// Rows by month of two parts together.
std::vector<MonthRows> together(std::vector<MonthRows> some, const std::vector<MonthRows>& more) {
  if (some.empty()) return more;
  if (more.empty()) return some;
  std::vector<MonthRows> made;
  const Date last = later(some.back().month, more.back().month);
  for (Date month = earlier(some.front().month, more.front().month); month <= last; month = add_months(month, 1, MonthEnd::clamp)) {
    made.push_back({month, 0});
    made.back().rows = rows_in(some, month) + rows_in(more, month);
  }
  return made;
}

}  // namespace

struct PartedReplay::Impl {
  std::uint32_t demands;
  std::vector<Event> acts;
  LawBook law;
  Policy policy;
  ReplayOptions options;
  std::vector<Spill> parts;
  std::uint64_t rows = 0;
  std::uint64_t done = 0;
  PartedResult result{};

  [[nodiscard]] std::uint32_t part_count() const noexcept { return static_cast<std::uint32_t>(parts.size()); }
  /// Demands of a part: those of index part, part + parts, part + 2 parts and so on.
  [[nodiscard]] std::uint32_t demands_of(std::uint32_t part) const noexcept {
    return part < demands ? (demands - part - 1) / part_count() + 1 : 0;
  }

  /// Replays the rows of a part; false when they cannot be read.
  [[nodiscard]] bool replay_rows(const Spill& part, ColumnReplay& replay, std::span<ColumnStatus> status) {
    std::vector<Aside> block;
    for (std::size_t at = 0; at < part.size() && !replay.stopped(); at += block.size()) {
      block.resize(std::min(read_rows, part.size() - at));
      if (!part.read(at, block)) return false;
      BlockColumns columns(block);
      replay.feed(columns.columns(), columns.status);
      done += block.size();
      if (status.empty()) continue;
      for (std::size_t i = 0; i < block.size(); ++i) status[block[i].place & ~missing_bit] = columns.status[i];
    }
    return true;
  }

  [[nodiscard]] bool take_refused(std::uint32_t number, const ColumnReplay& replay) {
    const RefusedRows refused = replay.refused();
    for (std::size_t i = 0; i < refused.size(); ++i) {
      std::array<Aside, 1> row;
      if (!parts[number].read(refused.row[i], row)) return false;
      append(result.refused, refused, i);
      result.refused.row.back() = row[0].place & ~missing_bit;
      result.refused.demand.back() = refused.demand[i] * part_count() + number;
    }
    return true;
  }

  void take_stays(std::uint32_t number, const ColumnReplay& replay) {
    const Stays stays = replay.stays();
    Stays& to = result.stays;
    for (const std::uint32_t demand : stays.demand) to.demand.push_back(demand * part_count() + number);
    to.from.insert(to.from.end(), stays.from.begin(), stays.from.end());
    to.until.insert(to.until.end(), stays.until.begin(), stays.until.end());
    to.entry.insert(to.entry.end(), stays.entry.begin(), stays.entry.end());
    to.exit.insert(to.exit.end(), stays.exit.begin(), stays.exit.end());
  }

  /// Writes one column of a part into that of all demands.
  template <class Value>
  void spread(std::uint32_t number, const ColumnReplay& replay, std::span<Value> to, std::span<Value> StateColumns::*column) const {
    if (to.empty()) return;
    std::vector<Value> values(replay.demands());
    StateColumns one;
    one.*column = values;
    replay.write(one);
    for (std::size_t i = 0; i < values.size(); ++i) to[i * parts.size() + number] = values[i];
  }
  void take_demands(std::uint32_t number, const ColumnReplay& replay, const StateColumns& out) const {
    spread(number, replay, out.stored, &StateColumns::stored);
    spread(number, replay, out.initial, &StateColumns::initial);
    spread(number, replay, out.seniority, &StateColumns::seniority);
    spread(number, replay, out.territory, &StateColumns::territory);
    spread(number, replay, out.legal_person, &StateColumns::legal_person);
    spread(number, replay, out.typology, &StateColumns::typology);
    spread(number, replay, out.base, &StateColumns::base);
    spread(number, replay, out.last_valid, &StateColumns::last_valid);
    spread(number, replay, out.motive, &StateColumns::motive);
    spread(number, replay, out.radiated, &StateColumns::radiated);
  }

  /// One part from its rows to its results; false when it cannot be read.
  [[nodiscard]] bool replay_part(std::uint32_t number, const StateColumns& out, std::span<ColumnStatus> status) {
    ReplayOptions each = options;
    each.progress = {};
    if (options.progress) {
      each.progress = [this](std::uint64_t in_block, std::uint64_t) { return options.progress(done + in_block, rows); };
    }
    ColumnReplay replay(demands_of(number), acts, law, policy, each);
    if (!replay_rows(parts[number], replay, status) || !take_refused(number, replay)) return false;
    if (options.progress && !options.progress(done, rows)) result.stopped = true;
    result.stopped = result.stopped || replay.stopped();
    const RowCounts counts = replay.counts();
    result.counts.accepted += counts.accepted;
    result.counts.refused += counts.refused;
    result.counts.incomplete += counts.incomplete;
    result.counts.fault += counts.fault;
    result.months = together(std::move(result.months), replay.months());
    take_stays(number, replay);
    take_demands(number, replay, out);
    return true;
  }
};

PartedReplay::PartedReplay(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PartedReplay::~PartedReplay() = default;
PartedReplay::PartedReplay(PartedReplay&&) noexcept = default;
PartedReplay& PartedReplay::operator=(PartedReplay&&) noexcept = default;

Result<PartedReplay> PartedReplay::in(const std::string& directory, std::uint32_t parts, std::uint32_t demands, std::span<const Event> acts,
                                      const LawBook& law, const Policy& policy, const ReplayOptions& options) {
  assert(parts > 0);
  auto impl = std::make_unique<Impl>(Impl{demands, {acts.begin(), acts.end()}, law, policy, options, {}});
  for (std::uint32_t part = 0; part < parts; ++part) {
    if (impl->parts.emplace_back(directory).broken()) return {Errc::unreadable_file, part};
  }
  return PartedReplay(std::move(impl));
}

std::optional<LengthFault> PartedReplay::feed(const EventColumns& rows) {
  const columns::Lengths lengths = columns::Lengths(rows.size())
                                       .same("act", rows.act.values)
                                       .same("effective", rows.effective.values)
                                       .same_or_empty("recorded", rows.recorded.values);
  if (lengths.fault()) return lengths.fault();
  const Column<Date>& recorded = rows.recorded.values.empty() ? rows.effective : rows.recorded;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool given = rows.demand.valid[i] && rows.act.valid[i] && rows.effective.valid[i] && recorded.valid[i];
    const std::uint32_t demand = rows.demand.values[i];
    const std::uint64_t place = impl_->rows + i;
    impl_->parts[demand % impl_->part_count()].add({given ? place : place | missing_bit, demand / impl_->part_count(), rows.act.values[i],
                                                    rows.effective.values[i], recorded.values[i]});
  }
  impl_->rows += rows.size();
  return std::nullopt;
}

std::uint64_t PartedReplay::rows() const noexcept { return impl_->rows; }

Result<PartedResult> PartedReplay::finish(const StateColumns& out, std::span<ColumnStatus> status) && {
  if (columns::Lengths(impl_->rows).same_or_empty("status", status).fault()) return Errc::wrong_length;
  if (length_fault(out, impl_->demands)) return Errc::wrong_length;
  PartedResult& result = impl_->result;
  result.refused.first_finding.push_back(0);
  for (std::uint32_t number = 0; number < impl_->part_count() && !result.stopped; ++number) {
    Spill& part = impl_->parts[number];
    part.flush();
    if (part.broken() || !impl_->replay_part(number, out, status)) return {Errc::unreadable_file, number};
  }
  result.stays = in_order(result.stays);
  result.refused = in_order(result.refused, impl_->options.refused_limit);
  return std::move(result);
}

}  // namespace sne
