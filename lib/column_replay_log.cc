#include <array>
#include <numeric>

#include <absl/container/flat_hash_map.h>
#include <absl/hash/hash.h>

#include <sne/column_replay.hpp>

#include "event_store.hpp"

/// From a log of whole events to columns.
namespace sne {

namespace {

/// The act of an event: the event without what no rule reads of it.
Event act_of(const Event& event) noexcept {
  Event act = event;
  act.effective = act.recorded = Date{};
  if (!act.rpls.empty()) act.rpls = DwellingId::of(is_rpls(event.rpls.view()) ? "0000000000" : "?").value();
  return act;
}

struct HashAct {
  std::size_t operator()(const Event& e) const {
    const auto day = [](const std::optional<Date>& date) { return date ? date->days() : INT32_MIN; };
    const std::array<std::int32_t, 4> days{day(e.reference), day(e.delivered), day(e.separation.separated), day(e.separation.first_initial)};
    const auto byte = [](auto code) { return static_cast<char>(code); };
    const std::array<char, 20> codes{byte(e.kind),       byte(e.motive),   byte(e.actor.kind), byte(e.channel),   byte(e.identity), byte(e.nationality),
                                     byte(e.employment), byte(e.duplicate), byte(e.by),        byte(e.origin),    byte(e.ground),   byte(e.decision),
                                     byte(e.response),   byte(e.typology), byte(e.form),       byte(e.authorised), byte(e.proof),   byte(e.complete),
                                     byte(e.legal_person), byte(e.choices.wants_post)};
    const std::string_view territory = e.territory ? e.territory->code() : std::string_view();
    return absl::HashOf(days, codes, e.actor.id.view(), territory, e.rpls.view());
  }
};

/// Columns as they grow.
class Builder {
 public:
  explicit Builder(std::size_t demands) { made_.demands = static_cast<std::uint32_t>(demands); }

  void add(DemandIndex demand, const Event& event, RowIndex row) {
    const auto [found, fresh] = number_.try_emplace(act_of(event), static_cast<std::uint32_t>(made_.acts.size()));
    if (fresh) made_.acts.push_back(found->first);
    made_.demand.push_back(demand);
    made_.act.push_back(found->second);
    made_.effective.push_back(event.effective);
    made_.recorded.push_back(event.recorded);
    made_.row.push_back(row);
  }
  [[nodiscard]] LogColumns finish() && { return std::move(made_); }

 private:
  LogColumns made_;
  absl::flat_hash_map<Event, std::uint32_t, HashAct> number_;
};

}  // namespace

LogColumns columns_of(const EventLog& log) {
  const EventLog::Store& store = log.store();
  std::vector<std::uint32_t> first(log.demands() + 1);
  for (const DemandIndex demand : store.demand) ++first[demand + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> slots(store.event.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::uint32_t slot = 0; slot < slots.size(); ++slot) slots[next[store.demand[slot]]++] = slot;
  Builder builder(log.demands());
  for (DemandIndex demand = 0; demand < log.demands(); ++demand) {
    const auto rows = std::span(slots).subspan(first[demand], first[demand + 1] - first[demand]);
    put_in_order(rows, [&store](std::uint32_t slot) -> const Event& { return store.event[slot]; });
    for (const std::uint32_t slot : rows) builder.add(demand, store.event[slot], store.row[slot]);
  }
  return std::move(builder).finish();
}

LogColumns columns_of(const Replay& replay) {
  Builder builder(replay.demands());
  for (DemandIndex demand = 0; demand < replay.demands(); ++demand) {
    for (const RowIndex row : replay.rows_of(demand)) {
      Event event = replay.log().at(row)->event;
      if (const Duplicate found = replay.duplicate_found(row); found != Duplicate::unknown) event.duplicate = found;
      builder.add(demand, event, row);
    }
  }
  return std::move(builder).finish();
}

}  // namespace sne
