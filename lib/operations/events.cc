#include <array>

#include <sne/event_log.hpp>

#include "../json_reader.hpp"
#include "documents.hpp"

/// Events as rows of JSON, decoded as those of a log.
namespace sne::answering {

namespace {

/// A cell of a log as a row of JSON gives it.
std::string cell_of(const Json& value, const std::string& path) {
  if (value.is_null()) return {};
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (!value.is_string()) refuse(Errc::wrong_type, path);
  return value.get<std::string>();
}

bool no_key_shown(std::string_view /*key*/) { return false; }

/// A document given apart, kept as long as what reads it.
Json document(std::string_view json) {
  JsonDocument read = read_json(json, {operation_limit, operation_depth, 100'000}, no_key_shown);
  if (read.fault) refuse(read.fault->code, read.fault->path, read.fault->at);
  return std::move(read.root);
}

}  // namespace

// The motive is kept apart: a log refuses the row of a radiation without one that may be, and here that is for `decide`.
Event event_of(const In& row) {
  constexpr std::string_view any_motive = "c";
  std::vector<std::string_view> names{"demand", "motive"};
  std::vector<std::string> cells{"1", ""};
  for (const auto& [name, value] : row.json().items()) {
    if (name == "demand" || name == "motive") continue;
    names.push_back(name);
    cells.push_back(cell_of(value, row.path({})));
    const bool needs_motive = name == "event" && (cells.back() == "radiate" || cells.back() == "warn" || cells.back() == "answer");
    if (needs_motive) cells[1] = any_motive;
  }
  const Result<ColumnMap> map = ColumnMap::of(names);
  if (!map && map.error().code == Errc::missing_column) refuse(Errc::missing_value, row.path(text(static_cast<Field>(map.error().at))));
  if (!map) refuse(map.error().code == Errc::unknown_column ? Errc::unknown_key : map.error().code, row.path({}));
  LoggedEvent logged;
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  if (const auto fault = decode_row(*map, views, logged)) refuse(fault->code, fault->field ? row.path(text(*fault->field)) : row.path({}), fault->at);
  logged.event.motive = row.code_if<Motive>("motive");
  return logged.event;
}

std::vector<Event> events_of(const In& in, std::string_view key) {
  std::vector<Event> events;
  for (const In& row : in.objects(key)) events.push_back(event_of(row));
  return events;
}

Event event_in(std::string_view json) {
  const Json row = document(json);
  return event_of(In(row, {}));
}

std::vector<Event> events_in(std::string_view json) {
  const Json rows = document(json);
  if (!rows.is_array()) refuse(Errc::wrong_type, {});
  std::vector<Event> events;
  for (std::size_t i = 0; i < rows.size(); ++i) events.push_back(event_of(In(rows[i], '/' + std::to_string(i))));
  return events;
}

Policy policy_in(std::string_view json) {
  const Json wrapped{{"policy", document(json)}};
  return policy_of(In(wrapped, {}));
}

}  // namespace sne::answering
