#include <sne/replay.hpp>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <span>
#include <utility>

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>

#include "replay_impl.hpp"

namespace sne {

namespace {

using Store = EventLog::Store;

constexpr std::size_t progress_step = 65536;

// Cells.

bool same_cells(const Store& store, Slot a, Slot b) {
  return store.demand[a] == store.demand[b] && store.number[a] == store.number[b] && store.person[a] == store.person[b] &&
         store.co_holder[a] == store.co_holder[b] && store.event[a] == store.event[b];
}

std::size_t hash_cells(const Store& store, Slot slot) {
  const Event& e = store.event[slot];
  const auto day = [](const std::optional<Date>& date) { return date ? date->days() : INT32_MIN; };
  const std::array<std::int32_t, 7> numbers{
      e.effective.days(), e.recorded.days(), day(e.reference), day(e.delivered), day(e.separation.separated),
      day(e.separation.first_initial), e.sources.value_or(-1)};
  const std::array<std::uint32_t, 4> keys{store.demand[slot], store.person[slot], store.co_holder[slot], store.number[slot]};
  const auto byte = [](auto code) { return static_cast<char>(code); };
  const std::array<char, 38> codes{
      byte(e.kind), byte(e.motive), byte(e.actor.kind), byte(e.separation.mentioned), byte(e.separation.couple),
      byte(e.separation.first_live), byte(e.channel), byte(e.identity), byte(e.nationality), byte(e.employment), byte(e.duplicate),
      byte(e.by), byte(e.origin), byte(e.changes), byte(e.ground), byte(e.decision), byte(e.response), byte(e.substitute),
      byte(e.cause), byte(e.typology), byte(e.choices.wants_post), byte(e.choices.accepts_email), byte(e.choices.email_known),
      byte(e.form), byte(e.legal_person), byte(e.authorised), byte(e.formal_notice), byte(e.proof), byte(e.content),
      byte(e.complete), byte(e.lease), byte(e.intermediary), byte(e.described), byte(e.written), byte(e.informed), byte(e.national),
      byte(e.received), byte(e.reason)};
  return absl::HashOf(numbers, keys, codes, e.actor.id.view(), e.rpls.view());
}

struct HashCells {
  const Store* store;
  std::size_t operator()(Slot slot) const { return hash_cells(*store, slot); }
};
struct SameCells {
  const Store* store;
  bool operator()(Slot a, Slot b) const { return same_cells(*store, a, b); }
};
/// Rows that differ in some cell.
using DistinctRows = absl::flat_hash_set<Slot, HashCells, SameCells>;

// Order.

/// Events of one demand and one day stand in stretches, cut by those that bear on a radiation and keep their place; ranks order each
/// stretch.
class Stretches {
 public:
  explicit Stretches(const Store& store) : store_(store), placed_(0, HashCells{&store}, SameCells{&store}) {
    for (Slot slot = 0; slot < store.event.size(); ++slot) {
      if (bears_on_radiation(store.event[slot].kind)) stretch_.try_emplace(day_of(slot), 0);
    }
  }

  /// The stretch and the rank of the next event. Slots must be given in their order.
  [[nodiscard]] std::uint64_t place(Slot slot) {
    constexpr std::uint64_t after_every_rank = 4;
    const Event& event = store_.event[slot];
    const auto rank = static_cast<std::uint64_t>(same_day_rank(event));
    if (stretch_.empty()) return rank;
    const auto found = stretch_.find(day_of(slot));
    if (found == stretch_.end()) return rank;
    const std::uint64_t stretch = std::uint64_t{found->second} << 3U;
    if (!bears_on_radiation(event.kind)) return stretch | rank;
    if (placed_.insert(slot).second) ++found->second;  // a row repeated is no event
    return stretch | after_every_rank;
  }

 private:
  [[nodiscard]] std::pair<DemandIndex, Date> day_of(Slot slot) const { return {store_.demand[slot], store_.event[slot].recorded}; }

  struct Hash {
    std::size_t operator()(const std::pair<DemandIndex, Date>& day) const { return absl::HashOf(day.first, day.second.days()); }
  };

  const Store& store_;
  absl::flat_hash_map<std::pair<DemandIndex, Date>, std::uint32_t, Hash> stretch_;
  DistinctRows placed_;
};

/// Sorts slots by their keys, those of one key staying as they are: a radix sort that skips the digits all keys share.
void sort_by_key(std::vector<Slot>& order, const std::vector<std::uint64_t>& key) {
  constexpr unsigned digit_bits = 11;
  constexpr std::uint64_t digits = 1U << digit_bits;
  std::vector<Slot> sorted(order.size());
  for (unsigned shift = 0; shift < 64; shift += digit_bits) {
    std::array<std::uint32_t, digits + 1> start{};
    for (const Slot slot : order) ++start[(key[slot] >> shift & (digits - 1)) + 1];
    if (std::find(start.begin(), start.end(), order.size()) != start.end()) continue;
    std::partial_sum(start.begin(), start.end(), start.begin());
    for (const Slot slot : order) sorted[start[key[slot] >> shift & (digits - 1)]++] = slot;
    order.swap(sorted);
  }
}

/// The slots in folding order: by day of entry; on one day, over all demands, by stretch, rank and place in the log.
/// @rule dates.same-day-order
std::vector<Slot> folding_order(const Store& store) {
  std::vector<Slot> order(store.event.size());
  std::iota(order.begin(), order.end(), Slot{0});
  std::vector<std::uint64_t> key(order.size());
  Stretches stretches(store);
  for (const Slot slot : order) {
    const auto day = static_cast<std::uint64_t>(store.event[slot].recorded - "0001-01-01"_date);  // 22 bits
    key[slot] = day << 40U | stretches.place(slot);
  }
  if (!std::is_sorted(key.begin(), key.end())) sort_by_key(order, key);
  return order;
}

// The same cells twice.

/// Marks each row of a demand that repeats an earlier one. Rows that repeat each other share their day of entry, and keep their order.
template <class Mark>
void mark_repeats(const Store& store, std::span<const Slot> slots, Mark&& mark) {
  constexpr std::size_t few = 8;
  for (std::size_t from = 0, to = 0; from < slots.size(); from = to) {
    const Date day = store.event[slots[from]].recorded;
    while (to < slots.size() && store.event[slots[to]].recorded == day) ++to;
    const std::span<const Slot> group = slots.subspan(from, to - from);
    if (group.size() <= few) {
      for (std::size_t i = 1; i < group.size(); ++i) {
        if (std::any_of(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(i), [&](Slot one) { return same_cells(store, one, group[i]); })) {
          mark(group[i]);
        }
      }
      continue;
    }
    DistinctRows seen(group.size(), HashCells{&store}, SameCells{&store});
    for (const Slot slot : group) {
      if (!seen.insert(slot).second) mark(slot);
    }
  }
}

// Unique numbers.

/// Who holds which number. A number typed in two ways is one number; what is no unique number stands for itself.
class NumberHolders {
 public:
  explicit NumberHolders(const Store& store) : of_text_(store.numbers.size()), of_key_(store.demands.size(), no_key) {
    KeyTable table;
    for (std::uint32_t i = 0; i < of_text_.size(); ++i) {
      const Result<UniqueNumber> number = UniqueNumber::parse(store.numbers[i]);
      of_text_[i] = number ? table.intern(number.value().text()) : table.intern(store.numbers[i]);
    }
    for (std::uint32_t i = 0; i < of_key_.size(); ++i) {
      const Result<UniqueNumber> number = UniqueNumber::parse(store.demands[i]);
      if (number) of_key_[i] = table.intern(number.value().text());
    }
    holder_.assign(table.size(), no_demand);
  }

  /// The field that bears a number of another demand.
  [[nodiscard]] std::optional<Field> taken(std::uint32_t text, DemandIndex demand) const {
    if (text != no_key && held_by_another(of_text_[text], demand)) return Field::number;
    if (of_key_[demand] != no_key && held_by_another(of_key_[demand], demand)) return Field::demand;
    return std::nullopt;
  }
  void claim(std::uint32_t text, DemandIndex demand) {
    if (text != no_key) holder_[of_text_[text]] = demand;
    if (of_key_[demand] != no_key) holder_[of_key_[demand]] = demand;
  }

 private:
  [[nodiscard]] bool held_by_another(std::uint32_t number, DemandIndex demand) const {
    return holder_[number] != no_demand && holder_[number] != demand;
  }

  std::vector<std::uint32_t> of_text_, of_key_;  // number by text, by demand
  std::vector<DemandIndex> holder_;
};

// The search for duplicates.

/// The registered demands of each person, as applicant and as co-holder. A demand stands in at most two lists, linked both ways.
/// @rule registration.uniqueness   @law CCH L441-2-1
class LiveDemands {
 public:
  explicit LiveDemands(std::size_t demands) : persons_(demands), links_(2 * demands) {}

  struct Persons {
    std::uint32_t applicant = no_key;
    std::uint32_t co_holder = no_key;
  };
  [[nodiscard]] const Persons& persons(DemandIndex demand) const { return persons_[demand]; }

  /// Takes an accepted row into account: the persons it names, and the demand after it.
  void update(DemandIndex index, const Persons& named, const Demand& demand) {
    Persons& persons = persons_[index];
    const bool renamed = (named.applicant != no_key && named.applicant != persons.applicant) ||
                         (named.co_holder != no_key && named.co_holder != persons.co_holder);
    const bool live = demand.stored == Stored::registered && demand.territory.has_value();
    if (!renamed && live == links_[2 * std::size_t{index}].live) return;
    remove(index, Role::applicant);
    remove(index, Role::co_holder);
    if (named.applicant != no_key) persons.applicant = named.applicant;
    if (named.co_holder != no_key) persons.co_holder = named.co_holder;
    if (!live) return;
    insert(index, Role::applicant, persons.applicant, *demand.territory);
    insert(index, Role::co_holder, persons.co_holder, *demand.territory);
  }

  /// What a search on a day finds for these persons beside the demand itself. Precondition: the applicant is known.
  [[nodiscard]] Duplicate search(DemandIndex self, const Persons& persons, const Territory& territory, Date day) const {
    if (found(self, persons.applicant, Role::applicant, territory, day)) return Duplicate::same_territory;
    if (found(self, persons.applicant, Role::co_holder, territory, day)) return Duplicate::co_holder;
    if (persons.co_holder == no_key) return Duplicate::none;
    const bool known = found(self, persons.co_holder, Role::applicant, territory, day) ||
                       found(self, persons.co_holder, Role::co_holder, territory, day);
    return known ? Duplicate::co_holder : Duplicate::none;
  }

 private:
  enum class Role : std::uint8_t { applicant, co_holder };
  using Node = std::uint32_t;  // twice the demand, and the role
  static constexpr Node none = 0xFFFFFFFFU;

  struct Link {
    std::uint64_t list = 0;
    Node previous = none;
    Node next = none;
    bool live = false;    // the demand is registered
    bool linked = false;
  };

  static std::uint64_t list_of(std::uint32_t person, Role role, const Territory& territory) {
    std::uint64_t code = 0;
    for (const char c : territory.code()) code = code << 8U | static_cast<unsigned char>(c);
    return std::uint64_t{person} << 32U | code << 1U | static_cast<std::uint64_t>(role);
  }
  static Node node_of(DemandIndex demand, Role role) { return demand * 2 + static_cast<Node>(role); }

  void insert(DemandIndex demand, Role role, std::uint32_t person, const Territory& territory) {
    const Node node = node_of(demand, role);
    Link& link = links_[node];
    link.live = true;
    if (person == no_key) return;
    link.list = list_of(person, role, territory);
    link.linked = true;
    const auto [head, fresh] = heads_.try_emplace(link.list, node);
    link.previous = none;
    link.next = fresh ? none : head->second;
    if (!fresh) links_[head->second].previous = node;
    head->second = node;
  }
  void remove(DemandIndex demand, Role role) {
    Link& link = links_[node_of(demand, role)];
    if (link.linked) {
      if (link.next != none) links_[link.next].previous = link.previous;
      if (link.previous != none) {
        links_[link.previous].next = link.next;
      } else if (link.next != none) {
        heads_[link.list] = link.next;
      } else {
        heads_.erase(link.list);
      }
    }
    link = Link{};
  }

  [[nodiscard]] bool found(DemandIndex self, std::uint32_t person, Role role, const Territory& territory, Date day) const {
    if (registration_territory(territory, day) != ile_de_france) return found_in(self, person, role, territory);
    // One territory, under nine codes: the region's own and those registered by département before it.
    constexpr std::array codes{ile_de_france,     "075"_territory, "077"_territory, "078"_territory, "091"_territory,
                               "092"_territory, "093"_territory, "094"_territory, "095"_territory};
    return std::any_of(codes.begin(), codes.end(), [&](const Territory& code) {
      return same_territory(code, territory, day) && found_in(self, person, role, code);
    });
  }
  [[nodiscard]] bool found_in(DemandIndex self, std::uint32_t person, Role role, const Territory& territory) const {
    const auto head = heads_.find(list_of(person, role, territory));
    if (head == heads_.end()) return false;
    return head->second / 2 != self || links_[head->second].next != none;
  }

  std::vector<Persons> persons_;
  std::vector<Link> links_;
  absl::flat_hash_map<std::uint64_t, Node> heads_;
};

// Findings.

Rule rule_of(NumberIssueCode code) noexcept {
  const std::string_view id = rule(code);
  for (std::size_t i = 0; i < law::rules.size(); ++i) {
    if (law::rules[i].id == id) return static_cast<Rule>(i);
  }
  return Rule::number_composition;
}

/// A row that was not plainly accepted, until all are put in the order of the log.
struct DraftEntry {
  Slot slot = 0;
  Outcome outcome = Outcome::accepted;
  Date judged_on{};
  Rule rule{};
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct Draft {
  std::vector<DraftEntry> entries{};
  std::vector<Finding> findings{};

  void note(Slot slot, const Decision& decision, const NumberIssues& issues) {
    if (decision.accepted() && decision.warnings.empty() && issues.empty()) return;
    const auto first = static_cast<std::uint32_t>(findings.size());
    for (const Reason& one : decision.reasons.all()) findings.push_back({FindingKind::reason, one.code, {}, one.rule, one.field, one.earliest});
    for (const Reason& one : decision.warnings.all()) findings.push_back({FindingKind::warning, one.code, {}, one.rule, one.field, one.earliest});
    if (!decision.missing.empty()) {
      for (std::size_t i = 0; i < field_count; ++i) {
        const auto field = static_cast<Field>(i);
        if (decision.missing.holds(field)) findings.push_back({FindingKind::missing, {}, {}, decision.rule, field, std::nullopt});
      }
    }
    for (const NumberIssue& issue : issues) {
      findings.push_back({FindingKind::number, {}, issue.code, rule_of(issue.code), Field::number, std::nullopt});
    }
    const auto count = static_cast<std::uint32_t>(findings.size() - first);
    entries.push_back({slot, decision.outcome, decision.judged_on, decision.rule, first, count});
  }

  [[nodiscard]] JudgedRows in_order(const Store& store) {
    std::sort(entries.begin(), entries.end(), [](const DraftEntry& a, const DraftEntry& b) { return a.slot < b.slot; });
    JudgedRows rows;
    rows.findings.reserve(findings.size());
    rows.first_finding.reserve(entries.size() + 1);
    for (const DraftEntry& entry : entries) {
      const Event& event = store.event[entry.slot];
      rows.row.push_back(store.row[entry.slot]);
      rows.line.push_back(store.line[entry.slot]);
      rows.demand.push_back(store.demand[entry.slot]);
      rows.event.push_back(event.kind);
      rows.motive.push_back(event.motive);
      rows.outcome.push_back(entry.outcome);
      rows.judged_on.push_back(entry.judged_on);
      rows.rule.push_back(entry.rule);
      rows.first_finding.push_back(static_cast<std::uint32_t>(rows.findings.size()));
      const auto from = findings.begin() + entry.first;
      rows.findings.insert(rows.findings.end(), from, from + entry.count);
    }
    rows.first_finding.push_back(static_cast<std::uint32_t>(rows.findings.size()));
    return rows;
  }
};

constexpr RowStatus status_of(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::accepted: return RowStatus::accepted;
    case Outcome::refused: return RowStatus::refused;
    case Outcome::incomplete: break;
  }
  return RowStatus::incomplete;
}

constexpr bool files(EventKind kind) noexcept { return kind == EventKind::file || kind == EventKind::validate; }

}  // namespace

/// What the fold needs beside its results.
struct Replay::Impl::Folding {
  Impl& to;
  NumberHolders numbers;
  LiveDemands live;
  Draft draft{};
  FaultTable late_faults{};  // in folding order

  explicit Folding(Impl& impl) : to(impl), numbers(impl.store), live(impl.store.demands.size()) {}

  void fault(Slot slot, Errc code, std::optional<Field> field) {
    to.status[slot] = RowStatus::fault;
    late_faults.add(to.store.row[slot], to.store.line[slot], {code, field, 0});
  }

  [[nodiscard]] Duplicate search(Slot slot, const Event& event, const Demand& demand) const {
    if (event.duplicate != Duplicate::unknown) return Duplicate::unknown;
    if (!files(event.kind) && event.kind != EventKind::reactivate) return Duplicate::unknown;
    const std::optional<Territory>& territory = event.kind == EventKind::file ? event.territory : demand.territory;
    const DemandIndex index = to.store.demand[slot];
    LiveDemands::Persons persons = live.persons(index);
    if (to.store.person[slot] != no_key) persons.applicant = to.store.person[slot];
    if (to.store.co_holder[slot] != no_key) persons.co_holder = to.store.co_holder[slot];
    if (persons.applicant == no_key || !territory) return Duplicate::unknown;
    return live.search(index, persons, *territory, event.effective);
  }

  void take(Slot slot) {
    const Store& store = to.store;
    if (to.status[slot] == RowStatus::fault) return;
    const DemandIndex index = store.demand[slot];
    const Event& logged = store.event[slot];
    const bool filing = files(logged.kind);
    if (filing) {
      if (const auto field = numbers.taken(store.number[slot], index)) return fault(slot, Errc::number_in_use, field);
    }
    Demand& demand = to.demand[index];
    to.found[slot] = search(slot, logged, demand);
    if (to.found[slot] == Duplicate::unknown) {
      apply(slot, logged, demand, filing);
    } else {
      apply(slot, to.event_of(slot), demand, filing);
    }
  }

  void apply(Slot slot, const Event& event, Demand& demand, bool filing) {
    const Store& store = to.store;
    const DemandIndex index = store.demand[slot];
    const Demand before = demand;
    const Decision decision = advance(demand, event, to.law, to.policy);
    to.status[slot] = status_of(decision.outcome);
    NumberIssues issues;
    if (filing && store.number[slot] != no_key) {
      NumberContext context;
      context.reference = event.recorded;
      if (demand.stored != Stored::none) context.initial_deposit = demand.initial;
      issues = UniqueNumber::check(store.numbers[store.number[slot]], context);
    }
    draft.note(slot, decision, issues);
    if (!decision.accepted()) return;
    to.timeline[index].record(before, event, demand);
    if (demand.stored != Stored::erased) {
      to.counted[index] = {demand.territory, demand.seniority, demand.legal_person};
      if (demand.typology != before.typology) to.wanted.push_back({index, event.effective, demand.typology});
    }
    if (filing) numbers.claim(store.number[slot], index);
    live.update(index, {store.person[slot], store.co_holder[slot]}, demand);
  }

  void finish() {
    to.judged = draft.in_order(to.store);
    std::stable_sort(to.wanted.begin(), to.wanted.end(), [](const Wanted& a, const Wanted& b) { return a.demand < b.demand; });
    merge_faults();
    for (const RowStatus status : to.status) ++to.count[static_cast<std::size_t>(status)];
    to.count[static_cast<std::size_t>(RowStatus::fault)] += to.store.faults.size();
  }

  void merge_faults() {
    FaultTable both = to.store.faults;
    for (std::size_t i = 0; i < late_faults.size(); ++i) both.add(late_faults.row[i], late_faults.line[i], late_faults.fault[i]);
    std::vector<std::size_t> order(both.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&both](std::size_t a, std::size_t b) { return both.row[a] < both.row[b]; });
    for (const std::size_t i : order) to.faults.add(both.row[i], both.line[i], both.fault[i]);
  }
};

Replay::Impl::Impl(std::shared_ptr<const EventLog> events, const LawBook& book, const Policy& chosen, const Progress& progress)
    : log(std::move(events)),
      law(book),
      policy(chosen),
      store(log->store()),
      status(store.event.size(), RowStatus::accepted),
      found(store.event.size(), Duplicate::unknown),
      demand(store.demands.size()),
      counted(store.demands.size()),
      timeline(store.demands.size()) {
  const std::vector<Slot> order = folding_order(store);
  by_demand = ByDemand(store, order);
  Folding folding(*this);
  for (DemandIndex index = 0; index < demand.size(); ++index) {
    mark_repeats(store, by_demand.of(index), [&folding](Slot slot) { folding.fault(slot, Errc::duplicate_event, std::nullopt); });
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (progress && i % progress_step == 0) progress(i, order.size());
    folding.take(order[i]);
  }
  folding.finish();
  if (progress) progress(order.size(), order.size());
}

Replay::Replay(std::shared_ptr<const EventLog> log, const LawBook& law, const Policy& policy, const Progress& progress)
    : impl_(std::make_unique<const Impl>(std::move(log), law, policy, progress)) {}
Replay::~Replay() = default;
Replay::Replay(Replay&&) noexcept = default;
Replay& Replay::operator=(Replay&&) noexcept = default;

const EventLog& Replay::log() const noexcept { return *impl_->log; }
const LawBook& Replay::law() const noexcept { return impl_->law; }
const Policy& Replay::policy() const noexcept { return impl_->policy; }

// Rows.

std::array<std::uint64_t, 4> Replay::counts() const noexcept { return impl_->count; }
const JudgedRows& Replay::judged() const noexcept { return impl_->judged; }
const FaultTable& Replay::faults() const noexcept { return impl_->faults; }

RowStatus Replay::status(RowIndex row) const {
  const std::size_t slot = impl_->store.slot_of(row);
  return slot == Store::no_slot ? RowStatus::fault : impl_->status[slot];
}

std::optional<Decision> Replay::decision(RowIndex row) const {
  const std::size_t slot = impl_->store.slot_of(row);
  if (slot == Store::no_slot || impl_->status[slot] == RowStatus::fault) return std::nullopt;
  Demand folded;
  impl_->fold_again(impl_->store.demand[slot], folded, nullptr, [slot](Slot one) { return one == slot; });
  return decide(folded, impl_->event_of(static_cast<Slot>(slot)), impl_->law, impl_->policy);
}

Duplicate Replay::duplicate_found(RowIndex row) const {
  const std::size_t slot = impl_->store.slot_of(row);
  return slot == Store::no_slot ? Duplicate::unknown : impl_->found[slot];
}

// Demands.

std::size_t Replay::demands() const noexcept { return impl_->demand.size(); }
std::optional<DemandIndex> Replay::find(std::string_view key) const { return impl_->log->find(key); }
std::string_view Replay::key(DemandIndex demand) const noexcept { return impl_->log->demand_key(demand); }
const Demand& Replay::demand(DemandIndex demand) const noexcept { return impl_->demand[demand]; }
const Timeline& Replay::timeline(DemandIndex demand) const noexcept { return impl_->timeline[demand]; }

std::vector<RowIndex> Replay::rows_of(DemandIndex demand) const {
  std::vector<RowIndex> rows;
  for (const Slot slot : impl_->by_demand.of(demand)) {
    if (impl_->status[slot] != RowStatus::fault) rows.push_back(impl_->store.row[slot]);
  }
  return rows;
}

namespace {

/// Whether a demand was registered and is not erased: only then do its dates say something.
constexpr bool has_dates(const Demand& demand) noexcept {
  return demand.stored == Stored::registered || demand.stored == Stored::radiated;
}

}  // namespace

DemandTable Replay::table() const {
  DemandTable table;
  for (DemandIndex index = 0; index < demands(); ++index) {
    const Demand& demand = impl_->demand[index];
    const bool dated = has_dates(demand);
    const auto once = [dated](Date day) { return dated ? std::optional(day) : std::nullopt; };
    table.key.push_back(key(index));
    table.stored.push_back(demand.stored);
    table.territory.push_back(demand.territory);
    table.initial.push_back(once(demand.initial));
    table.seniority.push_back(once(demand.seniority));
    table.base.push_back(once(demand.base));
    table.last_valid.push_back(dated ? std::optional(last_valid(demand.base, impl_->law)) : std::nullopt);
    const bool radiated = demand.stored == Stored::radiated || demand.stored == Stored::erased;
    table.motive.push_back(radiated ? demand.radiation.motive : Motive::none);
    table.legal_person.push_back(demand.legal_person);
    table.typology.push_back(demand.typology);
  }
  return table;
}

Situation Replay::situation(DemandIndex demand, Date on) const { return impl_->timeline[demand].on(on, impl_->law); }

Situation Replay::situation(DemandIndex demand, Date on, Date known) const {
  Demand folded;
  Timeline line;
  impl_->fold_known(demand, known, folded, line);
  return line.on(on, impl_->law);
}

Snapshot Replay::snapshot(DemandIndex demand, Date on) const {
  Snapshot made;
  Timeline line;
  impl_->fold_known(demand, on, made.demand, line);
  made.situation = line.on(on, impl_->law);
  if (has_dates(made.demand) && *line.initial() <= on) {
    made.base = line.base_on(on);
    made.last_valid = last_valid(*made.base, impl_->law);
    made.seniority_months = seniority_months(made.demand, on);
  }
  return made;
}

}  // namespace sne
