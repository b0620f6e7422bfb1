#include <sne/ceiling.hpp>
#include <sne/columns.hpp>
#include <sne/commune.hpp>
#include <sne/eligibility.hpp>
#include <sne/event.hpp>
#include <sne/explain.hpp>
#include <sne/holidays.hpp>
#include <sne/text.hpp>

#include "door.hpp"

#include "../constants.inc"

/// Versions, statuses, closed lists, texts.
namespace sne::door {

namespace {

/// A closed list as the interface gives it: a name and its number, both ways.
struct List {
  std::string_view name;
  std::optional<std::int32_t> (*number)(std::string_view text) noexcept;
  std::optional<std::string_view> (*text)(std::int32_t number) noexcept;
};

template <ClosedList Code>
constexpr List list_of(std::string_view name) {
  return {name,
          [](std::string_view given) noexcept {
            const Result<Code> read = parse_code<Code>(given);
            return read ? std::optional(static_cast<std::int32_t>(*read)) : std::nullopt;
          },
          [](std::int32_t number) noexcept {
            const auto& names = CodeNames<Code>::list;
            const bool known = number >= 0 && static_cast<std::size_t>(number) < names.size();
            return known ? std::optional<std::string_view>(names[static_cast<std::size_t>(number)]) : std::nullopt;
          }};
}

std::optional<std::int32_t> reason_number(std::string_view name) noexcept {
  for (const ReasonRow& row : law::reasons) {
    if (row.name == name) return static_cast<std::int32_t>(row.code);
  }
  return std::nullopt;
}

std::optional<std::string_view> reason_name(std::int32_t number) noexcept {
  for (const ReasonRow& row : law::reasons) {
    if (static_cast<std::int32_t>(row.code) == number) return row.name;
  }
  return std::nullopt;
}

std::optional<std::int32_t> rule_number(std::string_view name) noexcept {
  for (std::size_t i = 0; i < law::rules.size(); ++i) {
    if (law::rules[i].id == name) return static_cast<std::int32_t>(i);
  }
  return std::nullopt;
}

std::optional<std::string_view> rule_name(std::int32_t number) noexcept {
  const bool known = number >= 0 && static_cast<std::size_t>(number) < law::rules.size();
  return known ? std::optional(law::rules[static_cast<std::size_t>(number)].id) : std::nullopt;
}

constexpr std::array lists{
    list_of<Fact>("fact"),
    list_of<Outcome>("outcome"),
    list_of<State>("state"),
    list_of<Motive>("motive"),
    list_of<Product>("product"),
    list_of<CeilingZone>("zone"),
    list_of<Eligibility>("eligibility"),
    list_of<IncomeBasis>("income_basis"),
    list_of<CategoryBasis>("category_rule"),
    list_of<RenewalStatus>("standing"),
    list_of<EventKind>("event"),
    list_of<ActorKind>("actor"),
    list_of<Field>("field"),
    list_of<Typology>("typology"),
    List{"reason", reason_number, reason_name},
    List{"rule", rule_number, rule_name},
};

const List& list_named(std::string_view name) {
  for (const List& list : lists) {
    if (list.name == name) return list;
  }
  fail(Errc::unknown_code, "list");
}

std::string_view status_name(std::int32_t status) {
  switch (status) {
    case SNE_OK: return "OK";
    case SNE_INTERNAL: return "INTERNAL";
    case SNE_OUT_OF_MEMORY: return "OUT_OF_MEMORY";
    case SNE_BAD_STRUCT_SIZE: return "BAD_STRUCT_SIZE";
    case SNE_NULL_POINTER: return "NULL_POINTER";
    case SNE_BUFFER_TOO_SMALL: return "BUFFER_TOO_SMALL";
    case SNE_BAD_SIZE: return "BAD_SIZE";
    default: break;
  }
  return status > 0 && status < SNE_INTERNAL ? text(static_cast<Errc>(status)) : text(Errc{});
}

}  // namespace

}  // namespace sne::door

using namespace sne::door;

extern "C" {

int32_t sne_version(int32_t* major, int32_t* minor, int32_t* patch) {
  return guarded(nullptr, [&] {
    given(major, "major") = SNE_VERSION_MAJOR;
    given(minor, "minor") = SNE_VERSION_MINOR;
    given(patch, "patch") = SNE_VERSION_PATCH;
  });
}

int32_t sne_status_name(int32_t status, char* name, int64_t capacity, int64_t* size) {
  return guarded(nullptr, [&] { write_chars(status_name(status), name, capacity, size, "name"); });
}

int32_t sne_status_words(const sne_fault* what, int32_t language, sne_text** words, sne_fault* fault) {
  empty(words);
  return guarded(fault, [&] {
    make(words, "words", [&] {
      const sne_fault said = struct_in(what, "what");
      const auto spoken = code_in<sne::Language>(language, "language");
      sne::FaultPlace place;
      if (said.row >= 0) place.row = static_cast<std::uint64_t>(said.row);
      if (said.at != 0) place.offset = said.at;
      const std::string_view path = said.field;
      if (const auto field = sne::parse_code<sne::Field>(path.substr(path.rfind('/') + 1))) place.field = *field;
      return sne::explain(static_cast<sne::Errc>(said.status), place, spoken);
    });
  });
}

int32_t sne_code_number(const char* list, int64_t list_size, const char* name, int64_t name_size, int32_t* number, sne_fault* fault) {
  return guarded(fault, [&] {
    const auto found = list_named(text_in(list, list_size, "list")).number(text_in(name, name_size, "name"));
    if (!found) fail(sne::Errc::unknown_code, "name");
    given(number, "number") = *found;
  });
}

int32_t sne_code_name(const char* list, int64_t list_size, int32_t number, char* name, int64_t capacity, int64_t* size, sne_fault* fault) {
  return guarded(fault, [&] {
    const auto found = list_named(text_in(list, list_size, "list")).text(number);
    if (!found) fail(sne::Errc::unknown_code, "number");
    write_chars(*found, name, capacity, size, "name");
  });
}

int32_t sne_text_bytes(const sne_text* text, const char** bytes, int64_t* size) {
  return guarded(nullptr, [&] {
    const std::string& held = given(text, "text").bytes;
    given(bytes, "bytes") = held.c_str();
    given(size, "size") = static_cast<int64_t>(held.size());
  });
}

int32_t sne_text_free(sne_text* text) {
  delete text;
  return SNE_OK;
}

}  // extern "C"
