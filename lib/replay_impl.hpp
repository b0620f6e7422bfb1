#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include <sne/replay.hpp>

#include "event_store.hpp"

/// What a replay keeps once the log is folded.  (private)
namespace sne {

/// Place among the good rows of a log.
using Slot = std::uint32_t;

/// Slots by demand, each demand in folding order.
struct ByDemand {
  std::vector<std::uint32_t> first{};  // one more than demands
  std::vector<Slot> slots{};

  ByDemand() = default;
  ByDemand(const EventLog::Store& store, std::span<const Slot> order) : first(store.demands.size() + 1), slots(order.size()) {
    for (const DemandIndex demand : store.demand) ++first[demand + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const Slot slot : order) slots[next[store.demand[slot]]++] = slot;
  }
  [[nodiscard]] std::span<const Slot> of(DemandIndex demand) const {
    return std::span(slots).subspan(first[demand], first[demand + 1] - first[demand]);
  }
};

/// What a count asks of a demand, kept when the demand itself is erased.
struct Counted {
  std::optional<Territory> territory{};
  Date seniority{};
  bool legal_person = false;
};

/// A typology wanted, from the day of the event that says it.
struct Wanted {
  DemandIndex demand;
  Date from;
  Typology typology;
};

struct Replay::Impl {
  std::shared_ptr<const EventLog> log;
  LawBook law;
  Policy policy;
  const EventLog::Store& store;
  ByDemand by_demand;
  std::vector<RowStatus> status;    // by slot
  std::vector<Duplicate> found;     // by slot
  std::vector<Demand> demand;
  std::vector<Counted> counted;
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

}  // namespace sne
