#include <sne/column_replay.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <map>
#include <new>
#include <numeric>
#include <type_traits>
#include <utility>

#include <sys/mman.h>

#include <absl/container/flat_hash_map.h>

#include "column_replay_impl.hpp"
#include "columns_block.hpp"
#include "packed_demand.hpp"
#include "shares.hpp"

namespace sne {

namespace {

constexpr std::size_t batch_rows = 4096;         // rows whose owners are told apart at once
constexpr std::size_t progress_rows = 262144;    // rows between two calls of the progress
constexpr std::size_t rows_for_threads = 16384;  // a piece too small to be shared
constexpr std::size_t ahead = 32;                // rows whose demands are fetched early
constexpr unsigned max_threads = 64;

// Order.

/// The rank of an event in its day, and whether it has none: events that `folds_before` does not tell apart.
constexpr std::size_t folding_classes = 5;
std::uint8_t folding_class(const Event& event) noexcept {
  return static_cast<std::uint8_t>(bears_on_radiation(event.kind) ? folding_classes - 1 : static_cast<std::size_t>(same_day_rank(event)));
}
/// Whether an event of one class folds before one of another that stands before it on the same day.
/// @rule dates.same-day-order
constexpr auto folds_before_on_a_day = [] {
  constexpr std::array<EventKind, folding_classes> kinds{EventKind::file, EventKind::renew, EventKind::notice, EventKind::erase,
                                                         EventKind::reactivate};
  std::array<std::array<bool, folding_classes>, folding_classes> table{};
  for (std::size_t a = 0; a < folding_classes; ++a) {
    for (std::size_t b = 0; b < folding_classes; ++b) table[a][b] = folds_before(Event{.kind = kinds[a]}, Event{.kind = kinds[b]});
  }
  return table;
}();

// Months.

/// Months from 1970-01, negative before it.
std::int32_t month_of(Date day) noexcept {
  const CivilDay parts = day.civil();
  return (parts.year - 1970) * 12 + parts.month - 1;
}
Date first_of_month(std::int32_t month) noexcept { return add_months(Date{}, month, MonthEnd::clamp); }

// What is kept of a demand.

/// The stay that runs, or that the standing radiation ends.
struct Tail {
  Date from{};
  StayEntry entry = StayEntry::first;
};

/// What a count asks of a demand even once it is erased.
struct Facts {
  std::optional<Territory> territory{};
  Date initial{}, seniority{};
  bool legal_person = false;
  Typology typology = Typology::unknown;
};

/// A demand and its place in its log, in one line of the cache.
struct alignas(64) Record : packed::Demand {
  packed::Day tail_from{};
  packed::Day last_recorded{};
  std::uint8_t last_class = 0;
  bool filed : 1 = false;
  bool aside : 1 = false;    ///< held in full elsewhere: the rest is not read
  bool revived : 1 = false;  ///< how the tail began

  [[nodiscard]] Tail tail() const noexcept { return {tail_from, revived ? StayEntry::revived : StayEntry::first}; }
  void set_tail(Tail tail) noexcept {
    tail_from = tail.from;
    revived = tail.entry == StayEntry::revived;
  }
  /// The whole state. An erased demand keeps its facts where they were; they are no part of it.
  [[nodiscard]] sne::Demand whole(std::span<const Actor> actors) const noexcept {
    const sne::Demand found = packed::unpacked(*this, actors);
    if (found.stored != Stored::erased) return found;
    sne::Demand erased;
    erased.stored = found.stored;
    erased.radiation = found.radiation;
    erased.last_effective = found.last_effective;
    return erased;
  }
  [[nodiscard]] Facts facts() const noexcept { return {territory.unpacked(), initial, seniority, legal_person, typology}; }
  void keep_facts(const Record& before) noexcept {
    territory = before.territory;
    initial = before.initial;
    seniority = before.seniority;
    legal_person = before.legal_person;
    typology = before.typology;
  }
};
static_assert(sizeof(Record) == 64 && std::is_trivially_copyable_v<Record>);

/// A demand that does not fit in a record.
struct Aside {
  sne::Demand demand{};
  Facts facts{};
  Tail tail{};
  Date last_recorded{};
  std::uint8_t last_class = 0;
  bool filed = false;
};

/// Records of zero bytes, which the system gives as they are first touched.
class Records {
 public:
  explicit Records(std::size_t size) : bytes_(std::max<std::size_t>(size, 1) * sizeof(Record)) {
    void* const pages = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    static_cast<void>(madvise(pages, bytes_, MADV_HUGEPAGE));  // advice: without it, only slower
    records_ = static_cast<Record*>(pages);
  }
  ~Records() { munmap(records_, bytes_); }
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  [[nodiscard]] Record* data() const noexcept { return records_; }

 private:
  Record* records_ = nullptr;
  std::size_t bytes_;
};

// Stays.

struct Stay {
  std::uint32_t demand = 0;
  Date from{}, until{};
  StayEntry entry = StayEntry::first;
  StayExit exit = StayExit::none;
};

/// A radiation that weighed from a day to another, which may be none (`no_day`), over stays that had ended.
struct Cut {
  std::uint32_t demand = 0;
  Date from{}, until{};
  Motive motive = Motive::none;
};

StayExit exit_by(Motive motive) noexcept { return static_cast<StayExit>(motive); }
static_assert(static_cast<StayExit>(Motive::a) == StayExit::a && static_cast<StayExit>(Motive::f) == StayExit::f);

bool ends_by(Date until, Date day) noexcept { return until != no_day && until <= day; }

/// Takes the days of a radiation out of the stays of one demand.
void cut_stays(std::vector<Stay>& stays, const Cut& cut) {
  std::vector<Stay> left;
  for (const Stay& stay : stays) {
    if (ends_by(stay.until, cut.from) || ends_by(cut.until, stay.from)) {
      left.push_back(stay);
      continue;
    }
    if (cut.from >= stay.from) left.push_back({stay.demand, stay.from, cut.from, stay.entry, exit_by(cut.motive)});
    if (cut.until != no_day && !ends_by(stay.until, cut.until)) {
      left.push_back({stay.demand, cut.until, stay.until, StayEntry::revived, stay.exit});
    }
  }
  stays = std::move(left);
}

// Work.

/// The rows of one call.
struct Piece {
  const EventColumns* columns;
  const std::uint32_t* demand;
  const std::uint32_t* act;
  const Date* effective;
  const Date* recorded;
  std::size_t size;
  bool dense;             // no value is missing
  ColumnStatus* status;   // of accepted rows already, or null
  std::uint64_t first;    // place of the first row in the log

  Piece(const EventColumns& rows, std::span<ColumnStatus> statuses, std::uint64_t place)
      : columns(&rows),
        demand(rows.demand.values.data()),
        act(rows.act.values.data()),
        effective(rows.effective.values.data()),
        recorded(rows.recorded.values.empty() ? effective : rows.recorded.values.data()),
        size(rows.size()),
        dense(rows.demand.valid.all() && rows.act.valid.all() && rows.effective.valid.all() && rows.recorded.valid.all()),
        status(statuses.empty() ? nullptr : statuses.data()),
        first(place) {}

  [[nodiscard]] bool whole(std::size_t row) const noexcept {
    return columns->demand.valid[row] && columns->act.valid[row] && columns->effective.valid[row] && columns->recorded.valid[row];
  }
};

/// What all workers read.
struct Shared {
  LawBook book;
  Policy policy;
  packed::Law law;
  std::vector<std::uint16_t> month;  // of a packed day, from 1970-01
  std::vector<Actor> actors;         // by number
  std::uint32_t demands;
  Records records;
  std::size_t refused_limit;

  Shared(std::uint32_t count, const LawBook& chosen, const Policy& by, std::size_t limit)
      : book(chosen), policy(by), law(book), actors{Actor{}}, demands(count), records(count), refused_limit(limit) {
    std::uint16_t of_day = 0;
    for (Date next; packed::fits(next); ++of_day) {
      next = first_of_month(of_day + 1);
      month.resize(static_cast<std::size_t>(next.days()), of_day);
    }
  }
};

/// The acts of a log, each with the number of its actor.
std::vector<packed::Act> numbered(std::span<const Event> events, std::vector<Actor>& actors) {
  std::map<std::pair<ActorKind, std::string>, std::size_t> number{{{Actor{}.kind, std::string()}, 0}};
  std::vector<packed::Act> acts;
  acts.reserve(events.size());
  for (const Event& event : events) {
    packed::Act act{event};
    const auto [found, fresh] = number.try_emplace({event.actor.kind, std::string(event.actor.id.view())}, actors.size());
    if (fresh) actors.push_back(event.actor);
    const bool numbers = found->second <= packed::ActorNumber::limit;
    act.actor = {event.actor.kind, packed::ActorNumber(numbers ? found->second : 0), nullptr};
    const bool draft = event.kind == EventKind::file && event.channel == Channel::online;
    act.packs = numbers && packed::fits(event.reference) && packed::fits(event.delivered) && packed::fits(event.separation.separated) &&
                packed::fits(event.separation.first_initial) && !(draft && event.separation != SeparationClaim{});
    act.order_class = folding_class(event);
    act.moves_stays = event.kind == EventKind::file || event.kind == EventKind::validate || event.kind == EventKind::reactivate;
    acts.push_back(act);
  }
  for (packed::Act& act : acts) act.actor.list = actors.data();
  return acts;
}

/// Events that go the same way through the rules.
constexpr std::size_t courses = CodeNames<EventKind>::list.size() + CodeNames<Motive>::list.size();
std::uint8_t course_of(const Event& event) noexcept {
  const bool radiates = event.kind == EventKind::radiate;
  return static_cast<std::uint8_t>(radiates ? CodeNames<EventKind>::list.size() + static_cast<std::size_t>(event.motive) : static_cast<std::size_t>(event.kind));
}

/// The order in which the rows of a batch are taken. Demands do not know of each other, so that only the rows of one demand must keep their order:
/// the first row of each demand of the batch goes before the second of any, and among these, rows of one course go together, so that the
/// processor foresees what comes.
class Batch {
 public:
  std::span<const std::uint16_t> order(const Piece& piece, std::size_t from, std::span<const std::uint16_t> rows, std::span<const std::uint8_t> course) noexcept {
    seen_.fill(0);
    start_.fill(0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t row = from + rows[i];
      const std::uint32_t act = piece.act[row];
      std::uint8_t& seen = seen_[piece.demand[row] * 0x9E3779B1U >> (32U - slot_bits)];
      const std::size_t turn = seen;
      seen = static_cast<std::uint8_t>(turn + (turn < last_turn ? 1U : 0U));
      key_[i] = static_cast<std::uint16_t>(turn * courses + (turn < last_turn && act < course.size() ? course[act] : 0U));
      ++start_[key_[i] + 1U];
    }
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    for (std::size_t i = 0; i < rows.size(); ++i) order_[start_[key_[i]]++] = rows[i];
    return {order_.data(), rows.size()};
  }

 private:
  static constexpr unsigned slot_bits = 14;
  static constexpr std::size_t last_turn = 15;  // rows of this turn and after keep the order of the log

  std::array<std::uint8_t, std::size_t{1} << slot_bits> seen_;  // turns by demand; demands that share a slot wait for each other
  std::array<std::uint16_t, (last_turn + 1) * courses + 1> start_;
  std::array<std::uint16_t, batch_rows> key_;
  std::array<std::uint16_t, batch_rows> order_;
};
static_assert(batch_rows <= 0xFFFF);

/// One thread's share of the demands, and what it found.
class Worker {
 public:
  Worker(const Shared& shared, const std::vector<packed::Act>& acts) : shared_(&shared), acts_(acts), rows_(acts.size()), entered_(std::size_t{shared.month.back()} + 1) {
    refused_.first_finding.push_back(0);
    courses_.reserve(acts.size());
    for (const packed::Act& act : acts) courses_.push_back(course_of(act));
  }

  /// Takes the rows [from, to) of a piece, at most `batch_rows`: those of `share`, one of `shares`.
  void take_rows(const Piece& piece, std::size_t from, std::size_t to, unsigned share, unsigned shares) {
    keeps_refused_ = refused_.size() < shared_->refused_limit;
    const std::span<const std::uint16_t> own = own_rows(piece, from, to, share, shares);
    if (grouped(piece, from, to)) {
      for (const std::uint16_t row : own) take(piece, from + row);
      return;
    }
    const std::span<const std::uint16_t> order = batch_.order(piece, from, own, courses_);
    fetch(piece, from, order.first(std::min(ahead, order.size())));
    for (std::size_t done = 0; done < order.size(); done += ahead) {
      const std::size_t next = std::min(order.size(), done + ahead);
      fetch(piece, from, order.subspan(next, std::min(ahead, order.size() - next)));
      for (std::size_t i = done; i < next; ++i) take(piece, from + order[i]);
    }
  }

  [[nodiscard]] const RowCounts& counts() const noexcept { return counts_; }
  [[nodiscard]] const std::vector<Stay>& ended() const noexcept { return ended_; }
  [[nodiscard]] const std::vector<Cut>& cuts() const noexcept { return cuts_; }
  [[nodiscard]] const RefusedRows& refused() const noexcept { return refused_; }
  [[nodiscard]] const Aside* aside(std::uint32_t demand) const {
    const auto found = asides_.find(demand);
    return found == asides_.end() ? nullptr : found->second.get();
  }
  /// Adds the rows by month of entry.
  void add_months_to(std::map<std::int32_t, std::uint64_t>& rows) const {
    for (std::size_t month = 0; month < entered_.size(); ++month) {
      if (entered_[month] != 0) rows[static_cast<std::int32_t>(month)] += entered_[month];
    }
    for (const auto& [month, count] : entered_elsewhere_) rows[month] += count;
  }

 private:
  /// Whether most rows of a batch follow one of their own demand, by its first rows: nothing is gained then by another order.
  static bool grouped(const Piece& piece, std::size_t from, std::size_t to) noexcept {
    const std::size_t looked_at = std::min(to, from + 256);
    std::size_t together = 0;
    for (std::size_t row = from + 1; row < looked_at; ++row) together += piece.demand[row] == piece.demand[row - 1] ? 1U : 0U;
    return together * 2 > looked_at - from;
  }

  /// The rows whose demands are its own, found without a branch, which nothing could foresee.
  std::span<const std::uint16_t> own_rows(const Piece& piece, std::size_t from, std::size_t to, unsigned share, unsigned shares) noexcept {
    std::size_t count = 0;
    for (std::size_t row = from; row < to; ++row) {
      own_[count] = static_cast<std::uint16_t>(row - from);
      count += shares == 1 || (piece.demand[row] / 64) % shares == share ? 1U : 0U;
    }
    return {own_.data(), count};
  }

  /// Asks for the demands of some rows, many at once: each may wait for its page to be found, and one loop lets them wait together.
  void fetch(const Piece& piece, std::size_t from, std::span<const std::uint16_t> rows) const noexcept {
    const Record* const records = shared_->records.data();
    for (const std::uint16_t row : rows) __builtin_prefetch(records + std::min(piece.demand[from + row], shared_->demands), 1);
  }

  [[gnu::noinline]] void fault(const Piece& piece, std::size_t row, Errc code) noexcept {
    ++counts_.fault;
    if (piece.status != nullptr) piece.status[row] = status_of(code);
  }

  void take(const Piece& piece, std::size_t row) {
    const std::uint32_t index = piece.demand[row];
    const std::uint32_t number = piece.act[row];
    if (!piece.dense && !piece.whole(row)) return fault(piece, row, Errc::missing_value);
    if (index >= shared_->demands || number >= acts_.size()) return fault(piece, row, Errc::bad_index);
    packed::Act& act = acts_[number];
    act.effective = piece.effective[row];
    act.recorded = piece.recorded[row];
    Record& record = shared_->records.data()[index];
    const bool plain = act.packs && packed::fits(act.effective) && packed::fits(act.recorded) && !record.aside;
    if (!plain || (act.kind == EventKind::commission && record.allocations.all().size() == 3)) return take_aside(piece, row, act, record);
    if (!in_order(piece, row, act, record)) return;
    ++entered_[shared_->month[static_cast<std::size_t>(act.recorded.days())]];
    judge(piece, row, number, record);
  }

  /// The demand of a row that does not fit is held in full from then on.
  [[gnu::noinline]] void take_aside(const Piece& piece, std::size_t row, packed::Act& act, Record& record) {
    if (!act.effective.in_calendar() || !act.recorded.in_calendar()) return fault(piece, row, Errc::date_out_of_range);
    std::unique_ptr<Aside>& held = asides_[piece.demand[row]];
    if (held == nullptr) {
      held = std::make_unique<Aside>(Aside{record.whole(shared_->actors), record.facts(), record.tail(), record.last_recorded,
                                           record.last_class, record.filed});
      record.aside = true;
    }
    if (!in_order(piece, row, act, *held)) return;
    ++entered_elsewhere_[month_of(act.recorded)];
    judge_aside(piece, row, act, *held);
  }

  /// Whether a row may follow those of its demand, and if so notes it as the last.
  template <class Held>
  bool in_order(const Piece& piece, std::size_t row, const packed::Act& act, Held& held) noexcept {
    if (!held.filed && act.kind != EventKind::file) {
      fault(piece, row, Errc::unknown_demand);
      return false;
    }
    const Date last = held.last_recorded;
    if (act.recorded <= last && held.filed && (act.recorded < last || folds_before_on_a_day[act.order_class][held.last_class])) {
      fault(piece, row, Errc::out_of_order);
      return false;
    }
    held.filed = true;
    held.last_recorded = act.recorded;
    held.last_class = act.order_class;
    return true;
  }

  void judge(const Piece& piece, std::size_t row, std::uint32_t number, Record& record) {
    const packed::Act& act = acts_[number];
    const State state = lifecycle::state_of(record, act.effective, shared_->law);
    const auto found = state == State::radiated ? lifecycle::find_row<packed::Judge>(state, record, act) : rows_[number].find(state, record, act);
    packed::Findings findings;
    packed::Judge judge{record, act, shared_->law, shared_->policy, findings};
    lifecycle::judge_event(judge, found, state);
    if (!findings.clear()) return refuse_packed(piece, row, act, record, findings);
    ++counts_.accepted;
    if (act.kind == EventKind::erase) return erase(record, act, *found.row);
    lifecycle::apply_event<packed::Judge>(*found.row, record, act, shared_->law, shared_->policy);
    if (act.moves_stays) follow(piece.demand[row], act, record, record);
  }

  [[gnu::noinline]] void erase(Record& record, const packed::Act& act, const TransitionOf<packed::Judge>& row) const {
    const Record before = record;
    lifecycle::apply_event<packed::Judge>(row, record, act, shared_->law, shared_->policy);
    record.keep_facts(before);
  }

  [[gnu::noinline]] void refuse_packed(const Piece& piece, std::size_t row, const packed::Act& act, const Record& record, const packed::Findings& findings) {
    refuse(piece, row, act, findings.outcome(), [&] { return record.whole(shared_->actors); });
  }

  void judge_aside(const Piece& piece, std::size_t row, const Event& event, Aside& held) {
    const Demand before = held.demand;
    const Decision decision = advance(held.demand, event, shared_->book, shared_->policy);
    if (!decision.accepted()) return refuse(piece, row, acts_[piece.act[row]], decision.outcome, [&] { return before; });
    ++counts_.accepted;
    const Demand& demand = held.demand;
    if (demand.stored == Stored::erased) return;
    held.facts = {demand.territory, demand.initial, demand.seniority, demand.legal_person, demand.typology};
    struct Place {
      Aside* held;
      [[nodiscard]] Tail tail() const noexcept { return held->tail; }
      void set_tail(Tail tail) const noexcept { held->tail = tail; }
    } place{&held};
    follow(piece.demand[row], event, demand, place);
  }

  /// What an accepted event does to the stays. A radiation that stands is read from the demand: until it is undone, it may turn out an error.
  /// @rule radiation.late-entry
  template <class Held, class Place>
  [[gnu::noinline]] void follow(std::uint32_t index, const Event& event, const Held& demand, Place& place) {
    switch (event.kind) {
      case EventKind::file:
      case EventKind::validate:
        if (demand.stored == Stored::registered) place.set_tail({demand.initial, StayEntry::first});
        return;
      case EventKind::reactivate: break;
      default: return;
    }
    const Date from = demand.radiation.effective;
    const Date until = event.effective;
    const Tail tail = place.tail();
    if (until == from) return;  // no day was lost
    if (from >= tail.from) {
      ended_.push_back({index, tail.from, from, tail.entry, exit_by(demand.radiation.motive)});
    } else {
      cuts_.push_back({index, from, until, demand.radiation.motive});
      if (until <= tail.from) return;
    }
    place.set_tail({until, StayEntry::revived});
  }

  template <class DemandBefore>
  void refuse(const Piece& piece, std::size_t row, const packed::Act& act, Outcome outcome, DemandBefore&& before) {
    const bool refused = outcome == Outcome::refused;
    ++(refused ? counts_.refused : counts_.incomplete);
    if (piece.status != nullptr) piece.status[row] = refused ? row_refused : row_incomplete;
    if (!keeps_refused_) return;
    const Event& event = act;
    const Decision decision = decide(before(), event, shared_->book, shared_->policy);
    assert(decision.outcome == outcome);
    refused_.row.push_back(piece.first + row);
    refused_.demand.push_back(piece.demand[row]);
    refused_.act.push_back(piece.act[row]);
    refused_.outcome.push_back(decision.outcome);
    refused_.judged_on.push_back(decision.judged_on);
    refused_.rule.push_back(decision.rule);
    for (const Reason& one : decision.reasons.all()) note(FindingKind::reason, one);
    for (const Reason& one : decision.warnings.all()) note(FindingKind::warning, one);
    for (std::size_t i = 0; i < field_count; ++i) {
      const auto field = static_cast<Field>(i);
      if (decision.missing.holds(field)) refused_.findings.push_back({FindingKind::missing, {}, {}, decision.rule, field, std::nullopt});
    }
    refused_.first_finding.push_back(static_cast<std::uint32_t>(refused_.findings.size()));
  }
  void note(FindingKind kind, const Reason& one) { refused_.findings.push_back({kind, one.code, {}, one.rule, one.field, one.earliest}); }

  const Shared* shared_;
  std::vector<packed::Act> acts_;
  std::vector<packed::KnownRows> rows_;  // by act
  std::vector<std::uint8_t> courses_;    // by act
  Batch batch_;
  std::array<std::uint16_t, batch_rows> own_;
  bool keeps_refused_ = true;
  RowCounts counts_;
  std::vector<std::uint64_t> entered_;                       // rows by month of entry
  std::map<std::int32_t, std::uint64_t> entered_elsewhere_;  // those of demands held in full
  std::vector<Stay> ended_;                           // in the order of the reactivations that followed them
  std::vector<Cut> cuts_;
  RefusedRows refused_;
  absl::flat_hash_map<std::uint32_t, std::unique_ptr<Aside>> asides_;
};

}  // namespace

void append(RefusedRows& to, const RefusedRows& from, std::size_t entry) {
  to.row.push_back(from.row[entry]);
  to.demand.push_back(from.demand[entry]);
  to.act.push_back(from.act[entry]);
  to.outcome.push_back(from.outcome[entry]);
  to.judged_on.push_back(from.judged_on[entry]);
  to.rule.push_back(from.rule[entry]);
  const std::span<const Finding> findings = from.of(entry);
  to.findings.insert(to.findings.end(), findings.begin(), findings.end());
  to.first_finding.push_back(static_cast<std::uint32_t>(to.findings.size()));
}

std::optional<LengthFault> length_fault(const StateColumns& out, std::size_t demands) {
  const columns::Lengths lengths = columns::Lengths(demands)
                              .same_or_empty("stored", out.stored)
                              .same_or_empty("initial", out.initial)
                              .same_or_empty("seniority", out.seniority)
                              .same_or_empty("territory", out.territory)
                              .same_or_empty("legal_person", out.legal_person)
                              .same_or_empty("typology", out.typology)
                              .same_or_empty("base", out.base)
                              .same_or_empty("last_valid", out.last_valid)
                              .same_or_empty("motive", out.motive)
                              .same_or_empty("radiated", out.radiated);
  return lengths.fault();
}

struct ColumnReplay::Impl {
  Shared shared;
  RowProgress progress;
  std::vector<Worker> workers;
  std::uint64_t rows = 0;
  std::atomic<bool> stopped{false};

  Impl(std::uint32_t demands, std::span<const Event> events, const LawBook& law, const Policy& policy, const ReplayOptions& options)
      : shared(demands, law, policy, options.refused_limit), progress(options.progress) {
    const std::vector<packed::Act> acts = numbered(events, shared.actors);
    const unsigned threads = std::clamp(options.threads, 1U, max_threads);
    workers.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) workers.emplace_back(shared, acts);
  }

  [[nodiscard]] const Worker& worker_of(std::uint32_t demand) const { return workers[demand / 64 % workers.size()]; }
  [[nodiscard]] const Record& record(std::uint32_t demand) const { return shared.records.data()[demand]; }

  /// The part of one worker in a piece. The first one reports on the progress.
  void run(unsigned share, const Piece& piece, bool quiet) {
    const auto shares = static_cast<unsigned>(workers.size());
    std::size_t reported = 0;
    for (std::size_t from = 0; from < piece.size && !stopped; from += batch_rows) {
      const std::size_t to = std::min(piece.size, from + batch_rows);
      workers[share].take_rows(piece, from, to, share, shares);
      if (!progress || share != 0 || quiet || to - reported < progress_rows) continue;
      reported = to;
      if (!progress(to, piece.size)) stopped = true;
    }
  }

  void run_in_threads(const Piece& piece) {
    detail::run_shares(workers.size(), [&](std::size_t share) {
      try {
        run(static_cast<unsigned>(share), piece, false);
      } catch (...) {
        stopped = true;
        throw;
      }
    });
  }

  /// The state, the tail and the facts of a demand, wherever they are held.
  template <class With>
  void visit(std::uint32_t index, With&& with) const {
    const Record& packed = record(index);
    if (!packed.aside) return with(static_cast<const packed::Demand&>(packed), packed.tail(), [&] { return packed.facts(); });
    const Aside& held = *worker_of(index).aside(index);
    with(held.demand, held.tail, [&] { return held.facts; });
  }

  [[nodiscard]] std::vector<Stay> ended() const {
    std::vector<Stay> all;
    for (const Worker& worker : workers) all.insert(all.end(), worker.ended().begin(), worker.ended().end());
    std::stable_sort(all.begin(), all.end(), [](const Stay& a, const Stay& b) { return a.demand < b.demand; });
    return all;
  }
  [[nodiscard]] std::vector<Cut> cuts() const {
    std::vector<Cut> all;
    for (const Worker& worker : workers) all.insert(all.end(), worker.cuts().begin(), worker.cuts().end());
    std::stable_sort(all.begin(), all.end(), [](const Cut& a, const Cut& b) { return a.demand < b.demand; });
    return all;
  }
};

ColumnReplay::ColumnReplay(std::uint32_t demands, std::span<const Event> acts, const LawBook& law, const Policy& policy,
                           const ReplayOptions& options)
    : impl_(std::make_unique<Impl>(demands, acts, law, policy, options)) {}
ColumnReplay::~ColumnReplay() = default;
ColumnReplay::ColumnReplay(ColumnReplay&&) noexcept = default;
ColumnReplay& ColumnReplay::operator=(ColumnReplay&&) noexcept = default;

std::optional<LengthFault> ColumnReplay::feed(const EventColumns& rows, std::span<ColumnStatus> status) {
  const columns::Lengths lengths = columns::Lengths(rows.size())
                              .same("act", rows.act.values)
                              .same("effective", rows.effective.values)
                              .same_or_empty("recorded", rows.recorded.values)
                              .same_or_empty("status", status);
  if (lengths.fault()) return lengths.fault();
  std::fill(status.begin(), status.end(), row_accepted);
  const Piece piece(rows, status, impl_->rows);
  const bool alone = impl_->workers.size() == 1;
  if (alone || piece.size >= rows_for_threads) {
    impl_->run_in_threads(piece);
  } else {
    for (unsigned share = 0; share < impl_->workers.size(); ++share) impl_->run(share, piece, true);
  }
  impl_->rows += piece.size;
  return std::nullopt;
}

bool ColumnReplay::stopped() const noexcept { return impl_->stopped; }
std::uint64_t ColumnReplay::rows() const noexcept { return impl_->rows; }
std::uint32_t ColumnReplay::demands() const noexcept { return impl_->shared.demands; }

RowCounts ColumnReplay::counts() const noexcept {
  RowCounts sum;
  for (const Worker& worker : impl_->workers) {
    sum.accepted += worker.counts().accepted;
    sum.refused += worker.counts().refused;
    sum.incomplete += worker.counts().incomplete;
    sum.fault += worker.counts().fault;
  }
  return sum;
}

std::vector<MonthRows> ColumnReplay::months() const {
  std::map<std::int32_t, std::uint64_t> rows;
  for (const Worker& worker : impl_->workers) worker.add_months_to(rows);
  std::vector<MonthRows> made;
  if (rows.empty()) return made;
  for (std::int32_t month = rows.begin()->first; month <= rows.rbegin()->first; ++month) {
    const auto found = rows.find(month);
    made.push_back({first_of_month(month), found == rows.end() ? 0 : found->second});
  }
  return made;
}

Demand ColumnReplay::demand(std::uint32_t demand) const {
  assert(demand < demands());
  const Record& record = impl_->record(demand);
  if (record.aside) return impl_->worker_of(demand).aside(demand)->demand;
  return record.whole(impl_->shared.actors);
}


std::optional<LengthFault> ColumnReplay::write(const StateColumns& out) const {
  if (const auto fault = length_fault(out, demands())) return fault;
  for (std::uint32_t index = 0; index < demands(); ++index) {
    impl_->visit(index, [&](const auto& demand, const Tail&, const auto& facts_of) {
      const Facts facts = facts_of();
      const bool registered = demand.stored == Stored::registered;
      const bool radiated = demand.stored == Stored::radiated;
      const bool erased = demand.stored == Stored::erased;
      const auto once = [](bool known, Date day) { return known ? day : no_day; };
      columns::put(out.stored, index, Stored{demand.stored});
      columns::put(out.initial, index, once(registered || radiated || erased, facts.initial));
      columns::put(out.seniority, index, once(registered || radiated || erased, facts.seniority));
      columns::put(out.territory, index, facts.territory.value_or(Territory{}));
      columns::put(out.legal_person, index, static_cast<std::uint8_t>(facts.legal_person));
      columns::put(out.typology, index, facts.typology);
      columns::put(out.base, index, once(registered || radiated, demand.base));
      if (!out.last_valid.empty()) out.last_valid[index] = registered || radiated ? last_valid(demand.base, impl_->shared.law) : no_day;
      columns::put(out.motive, index, radiated || erased ? demand.radiation.motive : Motive::none);
      columns::put(out.radiated, index, once(radiated || erased, demand.radiation.effective));
    });
  }
  return std::nullopt;
}

Stays ColumnReplay::stays() const {
  const std::vector<Stay> ended = impl_->ended();
  const std::vector<Cut> cuts = impl_->cuts();
  auto next_ended = ended.begin();
  auto next_cut = cuts.begin();
  Stays made;
  std::vector<Stay> stays;
  for (std::uint32_t index = 0; index < demands(); ++index) {
    stays.clear();
    for (; next_ended != ended.end() && next_ended->demand == index; ++next_ended) stays.push_back(*next_ended);
    impl_->visit(index, [&](const auto& demand, const Tail& tail, const auto&) {
      const bool registered = demand.stored == Stored::registered;
      const bool radiated = demand.stored == Stored::radiated || demand.stored == Stored::erased;
      if (!registered && !radiated) return;
      stays.push_back({index, tail.from, no_day, tail.entry, StayExit::none});
      for (; next_cut != cuts.end() && next_cut->demand == index; ++next_cut) cut_stays(stays, *next_cut);
      const Date day = demand.radiation.effective;
      if (registered) return;
      if (day < tail.from) return cut_stays(stays, {index, day, no_day, demand.radiation.motive});
      stays.back().until = day;
      stays.back().exit = exit_by(demand.radiation.motive);
    });
    for (const Stay& stay : stays) {
      made.demand.push_back(stay.demand);
      made.from.push_back(stay.from);
      made.until.push_back(stay.until);
      made.entry.push_back(stay.entry);
      made.exit.push_back(stay.exit);
    }
  }
  return made;
}

RefusedRows ColumnReplay::refused() const {
  struct Entry {
    std::uint64_t row;
    const RefusedRows* from;
    std::size_t at;
  };
  std::vector<Entry> order;
  for (const Worker& worker : impl_->workers) {
    for (std::size_t i = 0; i < worker.refused().size(); ++i) order.push_back({worker.refused().row[i], &worker.refused(), i});
  }
  std::sort(order.begin(), order.end(), [](const Entry& a, const Entry& b) { return a.row < b.row; });
  order.resize(std::min(order.size(), impl_->shared.refused_limit));
  RefusedRows made;
  made.first_finding.push_back(0);
  for (const Entry& entry : order) append(made, *entry.from, entry.at);
  return made;
}

}  // namespace sne
