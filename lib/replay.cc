#include <sne/replay.hpp>

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <span>
#include <utility>

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>

#include <sne/regions.hpp>

#include "event_store.hpp"

namespace sne {

namespace {

using Slot = std::uint32_t;
using Store = EventLog::Store;

constexpr std::size_t progress_step = 65536;

// Order.

/// The slots in folding order: recorded day, rank, place. Two passes of a radix sort over the day and the rank in 24 bits.
std::vector<Slot> folding_order(const Store& store) {
  const std::size_t size = store.event.size();
  std::vector<Slot> order(size);
  std::iota(order.begin(), order.end(), Slot{0});
  if (size == 0) return order;
  Date first = store.event[0].recorded;
  for (const Event& event : store.event) first = std::min(first, event.recorded);
  std::vector<std::uint32_t> key(size);
  for (std::size_t i = 0; i < size; ++i) {
    const auto days = static_cast<std::uint32_t>(store.event[i].recorded - first);
    key[i] = days * 4 + static_cast<std::uint32_t>(same_day_rank(store.event[i]));
    assert(key[i] < 1U << 24U);
  }
  if (std::is_sorted(key.begin(), key.end())) return order;
  std::vector<Slot> sorted(size);
  for (const unsigned shift : {0U, 12U}) {
    std::array<std::uint32_t, 4097> start{};
    for (const Slot slot : order) ++start[(key[slot] >> shift & 4095U) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    for (const Slot slot : order) sorted[start[key[slot] >> shift & 4095U]++] = slot;
    order.swap(sorted);
  }
  return order;
}

/// Slots by demand, each demand in folding order.
struct ByDemand {
  std::vector<std::uint32_t> first{};  // one more than demands
  std::vector<Slot> slots{};

  ByDemand() = default;
  ByDemand(const Store& store, std::span<const Slot> order) : first(store.demands.size() + 1), slots(order.size()) {
    for (const DemandIndex demand : store.demand) ++first[demand + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const Slot slot : order) slots[next[store.demand[slot]]++] = slot;
  }
  [[nodiscard]] std::span<const Slot> of(DemandIndex demand) const {
    return std::span(slots).subspan(first[demand], first[demand + 1] - first[demand]);
  }
};

// The same cells twice.

bool same_cells(const Store& store, Slot a, Slot b) {
  return store.number[a] == store.number[b] && store.person[a] == store.person[b] && store.co_holder[a] == store.co_holder[b] &&
         store.event[a] == store.event[b];
}

std::size_t hash_cells(const Store& store, Slot slot) {
  const Event& e = store.event[slot];
  const auto day = [](const std::optional<Date>& date) { return date ? date->days() : INT32_MIN; };
  const std::array<std::int32_t, 9> numbers{
      e.effective.days(), e.recorded.days(), day(e.reference), day(e.delivered), day(e.separation.separated),
      day(e.separation.first_initial), e.sources.value_or(-1), static_cast<std::int32_t>(store.number[slot]),
      static_cast<std::int32_t>(store.person[slot]) * 31 + static_cast<std::int32_t>(store.co_holder[slot] % 1021)};
  const auto byte = [](auto code) { return static_cast<char>(code); };
  const std::array<char, 37> codes{
      byte(e.kind), byte(e.motive), byte(e.actor.kind), byte(e.separation.mentioned), byte(e.separation.couple),
      byte(e.separation.first_live), byte(e.channel), byte(e.identity), byte(e.nationality), byte(e.employment), byte(e.duplicate),
      byte(e.by), byte(e.origin), byte(e.changes), byte(e.ground), byte(e.decision), byte(e.response), byte(e.substitute),
      byte(e.cause), byte(e.typology), byte(e.choices.wants_post), byte(e.choices.accepts_email), byte(e.choices.email_known),
      byte(e.form), byte(e.legal_person), byte(e.authorised), byte(e.formal_notice), byte(e.proof), byte(e.content),
      byte(e.complete), byte(e.lease), byte(e.intermediary), byte(e.described), byte(e.written), byte(e.informed), byte(e.national),
      static_cast<char>(static_cast<int>(e.received) * 3 + static_cast<int>(e.reason))};
  return absl::HashOf(numbers, codes, e.actor.id.view(), e.rpls.view());
}

/// Marks each row of a demand that repeats an earlier one. Rows that repeat each other share their day of entry and their rank.
template <class Mark>
void mark_repeats(const Store& store, std::span<const Slot> slots, Mark&& mark) {
  constexpr std::size_t few = 8;
  const auto hash = [&store](Slot slot) { return hash_cells(store, slot); };
  const auto equal = [&store](Slot a, Slot b) { return same_cells(store, a, b); };
  for (std::size_t from = 0, to = 0; from < slots.size(); from = to) {
    const Event& head = store.event[slots[from]];
    while (to < slots.size() && !folds_before(head, store.event[slots[to]])) ++to;
    const std::span<const Slot> group = slots.subspan(from, to - from);
    if (group.size() <= few) {
      for (std::size_t i = 1; i < group.size(); ++i) {
        if (std::any_of(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(i), [&](Slot one) { return equal(one, group[i]); })) {
          mark(group[i]);
        }
      }
      continue;
    }
    absl::flat_hash_set<Slot, decltype(hash), decltype(equal)> seen(group.size(), hash, equal);
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

/// A typology wanted, from the day of the event that says it.
struct Wanted {
  DemandIndex demand;
  Date from;
  Typology typology;
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

constexpr bool belongs_to(Population population, const Demand& demand) noexcept {
  return population == Population::both || demand.legal_person == (population == Population::associations);
}

constexpr Territory no_territory{};

Territory counted_in(const Demand& demand, Date day) noexcept {
  return demand.territory ? registration_territory(*demand.territory, day) : no_territory;
}

}  // namespace

struct Replay::Impl {
  std::shared_ptr<const EventLog> log;
  LawBook law;
  Policy policy;
  const Store& store;
  ByDemand by_demand;
  std::vector<RowStatus> status;    // by slot
  std::vector<Duplicate> found;     // by slot
  std::vector<Demand> demand;
  std::vector<Timeline> timeline;
  std::vector<Wanted> wanted;       // by demand, then folding order
  JudgedRows judged;
  FaultTable faults;
  std::array<std::uint64_t, 4> count{};

  Impl(std::shared_ptr<const EventLog> events, const LawBook& book, const Policy& chosen, const Progress& progress);

  /// The event of a slot, with the result of the search made for it.
  [[nodiscard]] Event event_of(Slot slot) const {
    Event event = store.event[slot];
    if (found[slot] != Duplicate::unknown) event.duplicate = found[slot];
    return event;
  }

  /// Folds again the accepted events of a demand, up to the first for which `ends` says so.
  template <class Ends>
  void fold_again(DemandIndex index, Demand& folded, Timeline* line, Ends&& ends) const {
    for (const Slot slot : by_demand.of(index)) {
      if (ends(slot)) return;
      if (status[slot] != RowStatus::accepted) continue;
      const Event event = event_of(slot);
      const Demand before = folded;
      advance(folded, event, law, policy);
      if (line != nullptr) line->record(before, event, folded);
    }
  }

  /// The file of a demand as the events recorded until a day tell it.
  void fold_known(DemandIndex index, Date known, Demand& folded, Timeline& line) const {
    fold_again(index, folded, &line, [&](Slot slot) { return store.event[slot].recorded > known; });
  }

  [[nodiscard]] Typology typology_on(DemandIndex index, Date day) const {
    const auto first = std::lower_bound(wanted.begin(), wanted.end(), index, [](const Wanted& a, DemandIndex b) { return a.demand < b; });
    Typology latest = Typology::unknown;
    for (auto one = first; one != wanted.end() && one->demand == index; ++one) {
      if (one->from <= day) latest = one->typology;
    }
    return latest;
  }

  /// Whether a notice is still to be given for the year that runs from `base`, by what took place until a day.
  /// @rule renewal.notice-latest   @rule demand.death
  [[nodiscard]] bool awaits_notice(DemandIndex index, Date base, Date on) const {
    bool deceased = false;
    for (const Slot slot : by_demand.of(index)) {
      const Event& event = store.event[slot];
      if (status[slot] != RowStatus::accepted || event.effective > on) continue;
      if (event.kind == EventKind::notice && event.effective > base) return false;
      if (event.kind == EventKind::report_death) deceased = true;
      if (event.kind == EventKind::substitute) deceased = false;
    }
    return !deceased;
  }

 private:
  struct Folding;
};

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
    if (event.kind == EventKind::file || demand.typology != before.typology) to.wanted.push_back({index, event.effective, demand.typology});
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

DemandTable Replay::table() const {
  DemandTable table;
  for (DemandIndex index = 0; index < demands(); ++index) {
    const Demand& demand = impl_->demand[index];
    const bool registered = impl_->timeline[index].initial().has_value();
    const auto once = [registered](Date day) { return registered ? std::optional(day) : std::nullopt; };
    table.key.push_back(key(index));
    table.stored.push_back(demand.stored);
    table.territory.push_back(demand.territory);
    table.initial.push_back(once(demand.initial));
    table.seniority.push_back(once(demand.seniority));
    table.base.push_back(once(demand.base));
    table.last_valid.push_back(registered ? std::optional(last_valid(demand.base, impl_->law)) : std::nullopt);
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
  if (line.initial() && *line.initial() <= on) {
    made.base = line.base_on(on);
    made.last_valid = last_valid(*made.base, impl_->law);
    made.seniority_months = seniority_months(made.demand, on);
  }
  return made;
}

// The register.

RegisterState Replay::state(Date on) const {
  RegisterState made{on, {}, {}, {}};
  made.state.reserve(demands());
  made.motive.reserve(demands());
  for (const Timeline& line : impl_->timeline) {
    const Situation situation = line.on(on, impl_->law);
    made.state.push_back(situation.state);
    made.motive.push_back(situation.motive);
    ++made.count[static_cast<std::size_t>(situation.state)];
  }
  return made;
}

namespace {

constexpr std::array<std::string_view, 5> seniority_bands{"<1", "1-2", "2-3", "3-5", ">=5"};

constexpr std::size_t seniority_band(std::int32_t months) noexcept {
  constexpr std::array<std::int32_t, 4> limits{12, 24, 36, 60};
  std::size_t band = 0;
  while (band < limits.size() && months >= limits[band]) ++band;
  return band;
}

/// The label under which a stock counts what no list names.
constexpr std::string_view unknown_label = "unknown";

void add_labels(Stock& stock, std::span<const std::string_view> labels) {
  stock.label.assign(labels.begin(), labels.end());
  stock.count.assign(labels.size(), 0);
}

}  // namespace

Stock Replay::stock(Date on, StockBy by, Population population) const {
  Stock made{on, by, population, {}, {}, 0};
  std::map<Territory, std::uint64_t> territories;
  if (by == StockBy::seniority) add_labels(made, seniority_bands);
  if (by == StockBy::typology) {
    add_labels(made, std::span(CodeNames<Typology>::list).subspan(1));
    made.label.emplace_back(unknown_label);
    made.count.push_back(0);
  }
  for (DemandIndex index = 0; index < demands(); ++index) {
    const Demand& demand = impl_->demand[index];
    if (!belongs_to(population, demand) || !impl_->timeline[index].in_stock(on)) continue;
    ++made.total;
    switch (by) {
      case StockBy::territory: ++territories[counted_in(demand, on)]; break;
      case StockBy::seniority: ++made.count[seniority_band(seniority_months(demand, on))]; break;
      case StockBy::typology: {
        const auto code = static_cast<std::size_t>(impl_->typology_on(index, on));
        ++made.count[code == 0 ? made.count.size() - 1 : code - 1];
        break;
      }
    }
  }
  for (const auto& [territory, count] : territories) {
    made.label.emplace_back(territory.code());
    made.count.push_back(count);
  }
  return made;
}

std::uint64_t FlowCounts::radiated_total() const noexcept { return std::accumulate(radiated.begin(), radiated.end(), std::uint64_t{0}); }

std::int64_t FlowCounts::gap() const noexcept {
  return static_cast<std::int64_t>(end) + static_cast<std::int64_t>(radiated_total()) -
         static_cast<std::int64_t>(start + entered + revived);
}

namespace {

void add_to(FlowCounts& sum, const FlowCounts& part) noexcept {
  sum.start += part.start;
  sum.entered += part.entered;
  sum.revived += part.revived;
  for (std::size_t i = 0; i < sum.radiated.size(); ++i) sum.radiated[i] += part.radiated[i];
  sum.end += part.end;
  sum.breaking += part.breaking;
}

/// The account of one demand over a period. Precondition: it was registered.
FlowCounts account_of(const Timeline& line, Period period) {
  FlowCounts made;
  made.start = line.in_stock(period.from - 1) ? 1 : 0;
  made.end = line.in_stock(period.to) ? 1 : 0;
  made.entered = period.holds(*line.initial()) ? 1 : 0;
  for (const RadiatedSpan& span : line.radiations()) {
    if (span.voided) continue;
    if (period.holds(span.from)) ++made.radiated[static_cast<std::size_t>(span.motive) - 1];
    if (span.until && period.holds(*span.until)) ++made.revived;
  }
  if (made.gap() != 0) made.breaking = 1;
  return made;
}

}  // namespace

Flow Replay::flow(Period period, Population population) const {
  assert(period.from <= period.to);
  Flow made{period, population, {}, {}, {"total", {}, {}}, {}, {}};
  std::map<Territory, FlowCounts> territories;
  for (DemandIndex index = 0; index < demands(); ++index) {
    const Demand& demand = impl_->demand[index];
    const Timeline& line = impl_->timeline[index];
    if (!line.initial() || !belongs_to(population, demand)) continue;
    const FlowCounts account = account_of(line, period);
    add_to(territories[counted_in(demand, period.to)], account);
    if (account.breaking == 0) continue;
    made.breaking.push_back(index);
    made.gap.push_back(static_cast<std::int32_t>(account.gap()));
  }
  std::map<std::string_view, FlowLine> regions;
  for (const auto& [territory, counts] : territories) {
    made.territories.push_back({std::string(territory.code()), {}, counts});
    add_to(made.total.counts, counts);
    const std::optional<Region> region = region_of(territory, period.to);
    if (!region) continue;
    FlowLine& line = regions[region->code];
    line.code = region->code;
    line.name = region->name;
    add_to(line.counts, counts);
  }
  for (auto& [code, line] : regions) made.regions.push_back(std::move(line));
  return made;
}

std::vector<Flow> Replay::monthly(Period period, Population population) const {
  std::vector<Flow> made;
  Date first = period.from;
  while (first <= period.to) {
    const CivilDay day = first.civil();
    const Date last = first + (days_in_month(day.year, day.month) - day.day);
    made.push_back(flow({first, std::min(last, period.to)}, population));
    first = last + 1;
  }
  return made;
}

Due Replay::due(Date on, std::int32_t months, Population population) const {
  struct Entry {
    Date day;
    DueKind kind;
    DemandIndex demand;
    auto operator<=>(const Entry&) const = default;
  };
  const Period window{on, add_months(on, months, MonthEnd::clamp)};
  std::vector<Entry> entries;
  for (DemandIndex index = 0; index < demands(); ++index) {
    const Timeline& line = impl_->timeline[index];
    if (!belongs_to(population, impl_->demand[index]) || !line.in_stock(on)) continue;
    const Date base = line.base_on(on);
    const Date expiry = last_valid(base, impl_->law);
    if (window.holds(expiry)) entries.push_back({expiry, DueKind::renewal, index});
    const Date notice = notice_latest(base, impl_->law);
    if (window.holds(notice) && impl_->awaits_notice(index, base, on)) entries.push_back({notice, DueKind::notice, index});
  }
  std::sort(entries.begin(), entries.end());
  Due made;
  for (const Entry& entry : entries) {
    made.demand.push_back(entry.demand);
    made.kind.push_back(entry.kind);
    made.day.push_back(entry.day);
  }
  return made;
}

}  // namespace sne
