#include <sne/event_log.hpp>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <string>
#include <utility>

#include <sne/lifecycle.hpp>

#include "event_store.hpp"
#include "utf8.hpp"

namespace sne {

namespace {

constexpr std::size_t key_limit = 63;  // characters

// Cells.

template <class T, class Into>
std::optional<Fault> take(const Result<T>& read, Into& into) noexcept {
  if (!read) return read.error();
  into = *read;
  return std::nullopt;
}

template <class Code>
std::optional<Fault> code(std::string_view cell, Code& into) noexcept {
  return take(parse_code<Code>(cell), into);
}

std::optional<Fault> date(std::string_view cell, std::optional<Date>& into) noexcept { return take(Date::parse(cell), into); }

template <class Identifier>
std::optional<Fault> identifier(std::string_view cell, Identifier& into) noexcept {
  if (const auto fault = text_fault(cell)) return fault;
  return take(Identifier::of(cell), into);
}

std::optional<Fault> key(std::string_view cell, std::string_view& into) noexcept {
  if (const auto fault = text_fault(cell)) return fault;
  if (cell.size() > key_limit) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
      const bool starts = (static_cast<unsigned char>(cell[i]) & 0xC0U) != 0x80U;
      if (starts && ++characters > key_limit) return Fault{Errc::bad_identifier, detail::offset(i)};
    }
  }
  into = cell;
  return std::nullopt;
}

std::optional<Fault> number_text(std::string_view cell, std::string_view& into) noexcept {
  if (const auto fault = text_fault(cell)) return fault;
  into = cell;
  return std::nullopt;
}

std::optional<Fault> count(std::string_view cell, std::optional<std::int16_t>& into) noexcept {
  std::int16_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const auto read = static_cast<std::size_t>(end - cell.data());
  if (error != std::errc() || read != cell.size() || value < 0) {
    return Fault{Errc::bad_number, error == std::errc() && value >= 0 ? detail::offset(read) : 0};
  }
  into = value;
  return std::nullopt;
}

/// Decodes a cell that is not empty.
std::optional<Fault> decode_cell(Field field, std::string_view cell, LoggedEvent& row) noexcept {
  Event& event = row.event;
  switch (field) {
    case Field::demand: return key(cell, row.demand);
    case Field::event: return code(cell, event.kind);
    case Field::motive: return code(cell, event.motive);
    case Field::effective: return take(Date::parse(cell), event.effective);
    case Field::recorded: return take(Date::parse(cell), event.recorded);
    case Field::actor: return code(cell, event.actor.kind);
    case Field::actor_id: return identifier(cell, event.actor.id);
    case Field::territory: return take(Territory::parse(cell), event.territory);
    case Field::person: return key(cell, row.person);
    case Field::co_holder: return key(cell, row.co_holder);
    case Field::number: return number_text(cell, row.number);
    case Field::channel: return code(cell, event.channel);
    case Field::form: return code(cell, event.form);
    case Field::identity: return code(cell, event.identity);
    case Field::nationality: return code(cell, event.nationality);
    case Field::legal_person: return code(cell, event.legal_person);
    case Field::authorised: return code(cell, event.authorised);
    case Field::employment: return code(cell, event.employment);
    case Field::duplicate: return code(cell, event.duplicate);
    case Field::reference: return date(cell, event.reference);
    case Field::formal_notice: return code(cell, event.formal_notice);
    case Field::separated: return date(cell, event.separation.separated);
    case Field::first_initial: return date(cell, event.separation.first_initial);
    case Field::mentioned: return code(cell, event.separation.mentioned);
    case Field::couple: return code(cell, event.separation.couple);
    case Field::first_live: return code(cell, event.separation.first_live);
    case Field::delivered: return date(cell, event.delivered);
    case Field::proof: return code(cell, event.proof);
    case Field::content: return code(cell, event.content);
    case Field::by: return code(cell, event.by);
    case Field::complete: return code(cell, event.complete);
    case Field::origin: return code(cell, event.origin);
    case Field::changes: return code(cell, event.changes);
    case Field::wants_post: return code(cell, event.choices.wants_post);
    case Field::accepts_email: return code(cell, event.choices.accepts_email);
    case Field::email_known: return code(cell, event.choices.email_known);
    case Field::ground: return code(cell, event.ground);
    case Field::decision: return code(cell, event.decision);
    case Field::response: return code(cell, event.response);
    case Field::lease: return code(cell, event.lease);
    case Field::intermediary: return code(cell, event.intermediary);
    case Field::rpls: return identifier(cell, event.rpls);
    case Field::described: return code(cell, event.described);
    case Field::written: return code(cell, event.written);
    case Field::informed: return code(cell, event.informed);
    case Field::national: return code(cell, event.national);
    case Field::sources: return count(cell, event.sources);
    case Field::received: return code(cell, event.received);
    case Field::reason: return code(cell, event.reason);
    case Field::substitute: return code(cell, event.substitute);
    case Field::cause: return code(cell, event.cause);
    case Field::typology: return code(cell, event.typology);
  }
  return Fault{Errc::unknown_column};
}

constexpr bool holds_date(Field field) noexcept {
  return field == Field::effective || field == Field::recorded || field == Field::reference || field == Field::separated ||
         field == Field::first_initial || field == Field::delivered;
}

/// Decodes a number given as such. Precondition: the field holds a date or is `sources`.
std::optional<Fault> decode_number(Field field, std::int32_t value, LoggedEvent& row) noexcept {
  Event& event = row.event;
  if (field == Field::sources) {
    if (value < 0 || value > INT16_MAX) return Fault{Errc::bad_number};
    event.sources = static_cast<std::int16_t>(value);
    return std::nullopt;
  }
  const Date day = Date::from_days(value);
  if (!day.in_calendar()) return Fault{Errc::date_out_of_range};
  switch (field) {
    case Field::effective: event.effective = day; break;
    case Field::recorded: event.recorded = day; break;
    case Field::reference: event.reference = day; break;
    case Field::separated: event.separation.separated = day; break;
    case Field::first_initial: event.separation.first_initial = day; break;
    default: event.delivered = day; break;
  }
  return std::nullopt;
}

constexpr std::array required_fields{Field::demand, Field::event, Field::effective, Field::recorded, Field::actor};

/// What a row must hold once its cells are read.
std::optional<RowFault> check_row(const FieldSet& seen, const Event& event) noexcept {
  for (const Field field : required_fields) {
    if (!seen.holds(field)) return RowFault{Errc::missing_value, field, 0};
  }
  if (lifecycle::has_lawful_motive(event)) return std::nullopt;
  return RowFault{event.motive == Motive::none ? Errc::missing_value : Errc::unknown_code, Field::motive, 0};
}

}  // namespace

// Rows.

Result<ColumnMap> ColumnMap::of(std::span<const std::string_view> header) {
  if (header.empty()) return Errc::empty_input;
  ColumnMap map;
  FieldSet seen;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const Result<Field> field = parse_code<Field>(header[i]);
    if (!field) return {Errc::unknown_column, detail::offset(i)};
    if (seen.holds(*field)) return {Errc::duplicate_column, detail::offset(i)};
    seen.add(*field);
    map.fields_[map.size_++] = *field;
  }
  for (const Field field : required_fields) {
    if (!seen.holds(field)) return {Errc::missing_column, static_cast<std::uint32_t>(field)};
  }
  return map;
}

std::optional<RowFault> decode_row(const ColumnMap& map, std::span<const std::string_view> cells, LoggedEvent& row) noexcept {
  if (cells.size() != map.size()) return RowFault{Errc::wrong_field_count, std::nullopt, detail::offset(cells.size())};
  row = LoggedEvent{};
  FieldSet seen;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    const Field field = map.fields()[i];
    if (const auto fault = decode_cell(field, cells[i], row)) return RowFault{fault->code, field, fault->at};
    seen.add(field);
  }
  return check_row(seen, row.event);
}

// A log in memory.

void FaultTable::add(RowIndex at_row, std::uint64_t at_line, const RowFault& what) {
  row.push_back(at_row);
  line.push_back(at_line);
  fault.push_back(what);
}

std::size_t EventLog::Store::slot_of(RowIndex place) const {
  const auto found = std::lower_bound(row.begin(), row.end(), place);
  return found != row.end() && *found == place ? static_cast<std::size_t>(found - row.begin()) : no_slot;
}

EventLog::EventLog() : store_(std::make_unique<Store>()) {}
EventLog::~EventLog() = default;
EventLog::EventLog(EventLog&&) noexcept = default;
EventLog& EventLog::operator=(EventLog&&) noexcept = default;

RowIndex EventLog::add(const LoggedEvent& row, std::uint64_t line) {
  assert(!row.demand.empty());
  Store& store = *store_;
  const auto place = static_cast<RowIndex>(store.rows++);
  const auto intern = [](KeyTable& table, std::string_view text) { return text.empty() ? no_key : table.intern(text); };
  store.event.push_back(row.event);
  store.row.push_back(place);
  store.line.push_back(line);
  store.demand.push_back(store.demands.intern(row.demand));
  store.person.push_back(intern(store.people, row.person));
  store.co_holder.push_back(intern(store.people, row.co_holder));
  store.number.push_back(intern(store.numbers, row.number));
  return place;
}

RowIndex EventLog::add_fault(const RowFault& fault, std::uint64_t line) {
  const auto place = static_cast<RowIndex>(store_->rows++);
  store_->faults.add(place, line, fault);
  return place;
}

std::optional<RowFault> EventLog::add_cells(const ColumnMap& map, std::span<const std::string_view> cells, std::uint64_t line) {
  LoggedEvent row;
  const std::optional<RowFault> fault = decode_row(map, cells, row);
  if (fault) {
    add_fault(*fault, line);
  } else {
    add(row, line);
  }
  return fault;
}

namespace {

std::size_t length_of(const LogColumn& column) noexcept {
  return column.kind == LogColumn::Kind::text ? column.texts.size() : column.values.size();
}

/// Whether the columns are a table that the map can read.
std::optional<Fault> batch_fault(const ColumnMap& map, std::span<const LogColumn> columns) noexcept {
  if (columns.size() != map.size()) return Fault{Errc::wrong_field_count, detail::offset(columns.size())};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const LogColumn& column = columns[i];
    const std::uint32_t at = detail::offset(i);
    const Field field = map.fields()[i];
    if (length_of(column) != length_of(columns[0])) return Fault{Errc::wrong_field_count, at};
    if (column.kind == LogColumn::Kind::number && !holds_date(field) && field != Field::sources) return Fault{Errc::bad_number, at};
    if (column.kind != LogColumn::Kind::dictionary) continue;
    for (const std::int32_t value : column.values) {
      if (value >= 0 && static_cast<std::size_t>(value) >= column.texts.size()) return Fault{Errc::unknown_code, at};
    }
  }
  return std::nullopt;
}

std::string_view cell_of(const LogColumn& column, std::size_t i) noexcept {
  if (column.kind == LogColumn::Kind::text) return column.texts[i];
  return column.values[i] < 0 ? std::string_view() : column.texts[static_cast<std::size_t>(column.values[i])];
}

std::optional<RowFault> decode_columns(const ColumnMap& map, std::span<const LogColumn> columns, std::size_t i, LoggedEvent& row) noexcept {
  row = LoggedEvent{};
  FieldSet seen;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Field field = map.fields()[c];
    std::optional<Fault> fault;
    if (columns[c].kind == LogColumn::Kind::number) {
      if (columns[c].values[i] == LogColumn::no_number) continue;
      fault = decode_number(field, columns[c].values[i], row);
    } else {
      const std::string_view cell = cell_of(columns[c], i);
      if (cell.empty()) continue;
      fault = decode_cell(field, cell, row);
    }
    if (fault) return RowFault{fault->code, field, fault->at};
    seen.add(field);
  }
  return check_row(seen, row.event);
}

}  // namespace

Result<std::size_t> EventLog::add_columns(const ColumnMap& map, std::span<const LogColumn> columns) {
  if (const auto fault = batch_fault(map, columns)) return *fault;
  std::size_t bad = 0;
  LoggedEvent row;
  const std::size_t rows = columns.empty() ? 0 : length_of(columns[0]);
  for (std::size_t i = 0; i < rows; ++i) {
    if (const auto fault = decode_columns(map, columns, i, row)) {
      add_fault(*fault);
      ++bad;
    } else {
      add(row);
    }
  }
  return bad;
}

std::size_t EventLog::rows() const noexcept { return store_->rows; }
const FaultTable& EventLog::faults() const noexcept { return store_->faults; }
std::size_t EventLog::demands() const noexcept { return store_->demands.size(); }
std::string_view EventLog::demand_key(DemandIndex demand) const noexcept { return store_->demands[demand]; }
std::optional<DemandIndex> EventLog::find(std::string_view demand_key) const { return store_->demands.find(demand_key); }

std::optional<LoggedEvent> EventLog::at(RowIndex row) const {
  const Store& store = *store_;
  const std::size_t slot = store.slot_of(row);
  if (slot == Store::no_slot) return std::nullopt;
  const auto text = [](const KeyTable& table, std::uint32_t key) { return key == no_key ? std::string_view() : table[key]; };
  return LoggedEvent{store.event[slot], store.demands[store.demand[slot]], text(store.people, store.person[slot]),
                     text(store.people, store.co_holder[slot]), text(store.numbers, store.number[slot])};
}

std::uint64_t EventLog::line_of(RowIndex row) const {
  const std::size_t slot = store_->slot_of(row);
  if (slot != Store::no_slot) return store_->line[slot];
  const FaultTable& faults = store_->faults;
  const auto found = std::lower_bound(faults.row.begin(), faults.row.end(), row);
  return found != faults.row.end() && *found == row ? faults.line[static_cast<std::size_t>(found - faults.row.begin())] : 0;
}

}  // namespace sne
