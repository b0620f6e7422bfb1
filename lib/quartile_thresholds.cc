#include <sne/quartile_thresholds.hpp>

#include <algorithm>
#include <span>

#include <sne/communes.hpp>

#include <territory_tables.hpp>

namespace sne {

namespace {

const tables::QuartileOrder* order_on(Date day, QuartileYear reading) noexcept {
  const std::int32_t year = day.civil().year;
  for (const tables::QuartileOrder& order : std::span(tables::orders, tables::order_count)) {
    const bool in_force = order.days.from <= day.days() && day.days() <= order.days.to;
    if (reading == QuartileYear::in_force ? in_force : order.year == year) return &order;
  }
  return nullptr;
}

}  // namespace

Result<QuartileThreshold> threshold_on(std::string_view siren, Date day, QuartileYear reading) noexcept {
  const Result<Epci> body = find_epci(siren);
  if (!body) return body.error();
  const tables::QuartileOrder* order = order_on(day, reading);
  if (order == nullptr) return Errc::date_out_of_range;
  const Mark mark = reading == QuartileYear::in_force ? order->mark : Mark::convention;
  QuartileThreshold answer{std::nullopt, order->year, Rule::quartile_threshold, mark};

  const auto place = static_cast<std::size_t>(body->siren.data() - tables::epci_sirens) / body->siren.size();
  const std::span listed(tables::thresholds + order->first, order->count);
  const auto row = std::lower_bound(listed.begin(), listed.end(), place,
                                    [](const tables::Thresholds& one, std::size_t wanted) { return one.epci < wanted; });
  if (row != listed.end() && row->epci == place) answer.bounds = QuartileBounds{row->q1, row->q2, row->q3};
  return answer;
}

}  // namespace sne
