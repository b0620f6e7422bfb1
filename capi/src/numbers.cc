#include <sne/unique_number.hpp>

#include "door.hpp"

/// Unique numbers and territories.

using namespace sne::door;

namespace {

sne_number parts_of(const sne::UniqueNumber& number) {
  sne_number said{};
  const sne::Territory where = number.territory();
  const sne::RegistrarCode counter = number.registrar();
  said.territory_kind = number_of(where.kind());
  said.month = number.month();
  said.year = number.year4().value_or(0);
  said.sequence = static_cast<std::int32_t>(number.sequence());
  put(said.text, number.text());
  put(said.territory, where.code());
  put(said.registrar, counter.code());
  return said;
}

sne::UniqueNumber number_in(const char* text, int64_t size) { return read(sne::UniqueNumber::parse(text_in(text, size, "text")), "text"); }

}  // namespace

extern "C" {

int32_t sne_number_possible(const char* text, int64_t text_size, int32_t* possible) {
  return guarded(nullptr, [&] { given(possible, "possible") = sne::UniqueNumber::possible(text_in(text, text_size, "text")) ? 1 : 0; });
}

int32_t sne_number_read(const char* text, int64_t text_size, sne_number* number, sne_fault* fault) {
  return guarded(fault, [&] { struct_out(number, parts_of(number_in(text, text_size)), "number"); });
}

int32_t sne_number_check(const char* text, int64_t text_size, const sne_number_context* context, sne_number_issue* issues, int64_t capacity,
                         int64_t* count, sne_fault* fault) {
  return guarded(fault, [&] {
    sne::NumberContext known;
    if (context != nullptr) {
      const sne_number_context said = struct_in(context, "context");
      known = {day_if(said.reference, "reference"), day_if(said.deposit, "deposit"), code_in<sne::NumberOrigin>(said.origin, 2, "origin")};
    }
    const sne::NumberIssues found = sne::UniqueNumber::check(text_in(text, text_size, "text"), known);
    given(count, "count") = static_cast<std::int64_t>(found.size());
    if (capacity < 0) fail(SNE_BAD_SIZE, "capacity");
    if (static_cast<std::uint64_t>(capacity) < found.size()) fail(SNE_BUFFER_TOO_SMALL, "issues");
    if (!found.empty()) must_write(issues, "issues");
    for (std::size_t i = 0; i < found.size(); ++i) issues[i] = {number_of(found[i].code), number_of(found[i].severity), found[i].at};
  });
}

int32_t sne_number_write(const char* text, int64_t text_size, int32_t style, char* written, int64_t capacity, int64_t* size, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::NumberText made = number_in(text, text_size).format(code_in<sne::NumberStyle>(style, 2, "style"));
    write_chars(made.view(), written, capacity, size, "written");
  });
}

int32_t sne_number_issue_next(const char* territory, int64_t territory_size, int32_t deposit, const char* registrar, int64_t registrar_size,
                              uint32_t* last, sne_number* number, sne_fault* fault) {
  return guarded(fault, [&] {
    if (given(last, "last") > sne::NumberSequence::largest) fail(sne::Errc::bad_number, "last");
    check_size(number, "number");
    sne::NumberSequence series(*last);
    const sne::Territory where = read(sne::Territory::parse(text_in(territory, territory_size, "territory")), "territory");
    const sne::RegistrarCode counter = read(sne::RegistrarCode::parse(text_in(registrar, registrar_size, "registrar")), "registrar");
    const sne::UniqueNumber made = read(sne::UniqueNumber::generate(where, day_in(deposit, "deposit"), counter, series), "number");
    struct_out(number, parts_of(made), "number");
    *last = series.last();
  });
}

int32_t sne_territory_registered(const char* departement, int64_t departement_size, int32_t on, char* territory, int64_t capacity, int64_t* size,
                                 sne_fault* fault) {
  return guarded(fault, [&] {
    const std::string_view code = text_in(departement, departement_size, "departement");
    const auto held = code.size() == 3 ? sne::Territory::parse(code) : sne::Territory::from_departement(code);
    const sne::Territory registered = registration_territory(read(held, "departement"), day_in(on, "on"));
    write_chars(registered.code(), territory, capacity, size, "territory");
  });
}

}  // extern "C"
