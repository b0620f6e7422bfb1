#include "door.hpp"

#include <limits>

namespace sne::door {

Failure failure_of(const OperationFault& fault) {
  return {static_cast<std::int32_t>(fault.code), fault.path, fault.at, fault.row ? static_cast<std::int64_t>(*fault.row) : -1};
}

std::int32_t tell(sne_fault* fault, const Failure& failure) noexcept {
  if (fault == nullptr) return failure.status;
  sne_fault said{};
  said.status = failure.status;
  said.at = failure.at;
  said.row = failure.row;
  put(said.field, failure.field);
  write_known(*fault, said);
  return failure.status;
}

std::string_view text_in(const char* bytes, std::int64_t size, std::string_view name) {
  if (size < 0 || static_cast<std::uint64_t>(size) > std::numeric_limits<std::size_t>::max()) fail(SNE_BAD_SIZE, name);
  if (bytes == nullptr && size != 0) fail(SNE_NULL_POINTER, name);
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(size));
}

Date day_in(std::int32_t day, std::string_view name) {
  const Date read = Date::from_days(day);
  if (day == SNE_NO_DAY) fail(Errc::missing_value, name);
  if (!read.in_calendar()) fail(Errc::date_out_of_range, name);
  return read;
}

std::optional<Date> day_if(std::int32_t day, std::string_view name) {
  return day == SNE_NO_DAY ? std::nullopt : std::optional(day_in(day, name));
}

std::size_t rows_in(std::int64_t rows) {
  // Rows of eight bytes must stay addressable.
  if (rows < 0 || static_cast<std::uint64_t>(rows) > std::numeric_limits<std::size_t>::max() / 16) fail(SNE_BAD_SIZE, "rows");
  return static_cast<std::size_t>(rows);
}

void write_chars(std::string_view written, char* room, std::int64_t capacity, std::int64_t* size, std::string_view name) {
  if (size != nullptr) *size = static_cast<std::int64_t>(written.size());
  if (capacity < 0) fail(SNE_BAD_SIZE, "capacity");
  if (static_cast<std::uint64_t>(capacity) <= written.size()) fail(SNE_BUFFER_TOO_SMALL, name);
  char* first = &given(room, name);
  std::memcpy(first, written.data(), written.size());
  first[written.size()] = '\0';
}

}  // namespace sne::door
