#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <utility>

#include <sne/regions.hpp>

#include "replay_impl.hpp"

/// Questions on the register as a whole: state, stock, flow, what falls due.
namespace sne {

namespace {

constexpr bool belongs_to(Population population, const Counted& demand) noexcept {
  return population == Population::both || demand.legal_person == (population == Population::associations);
}

constexpr Territory no_territory{};

Territory counted_in(const Counted& demand, Date day) noexcept {
  return demand.territory ? registration_territory(*demand.territory, day) : no_territory;
}

}  // namespace

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
    const Counted& demand = impl_->counted[index];
    if (!belongs_to(population, demand) || !impl_->timeline[index].in_stock(on)) continue;
    ++made.total;
    switch (by) {
      case StockBy::territory: ++territories[counted_in(demand, on)]; break;
      case StockBy::seniority: ++made.count[seniority_band(whole_months_between(demand.seniority, on))]; break;
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
    const Counted& demand = impl_->counted[index];
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
    if (!belongs_to(population, impl_->counted[index]) || !line.in_stock(on)) continue;
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
