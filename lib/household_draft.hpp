#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <sne/household_reader.hpp>

/// Questions under construction: one decoder of cells for every document.
namespace sne {

/// What a document writes in a field.
enum class CellShape : std::uint8_t { none, code, day, yes_no, whole };

[[nodiscard]] CellShape shape_of(Input input) noexcept;

/// A question before what it needs is known to be there.
struct QuestionDraft {
  EligibilityQuestion question{};
  std::optional<Date> as_of{};
  std::string commune{};
  CeilingZone zone = CeilingZone::none;
};

/// Decodes a cell that is not empty into the field. Precondition: the field is one of a person, or of a question.
[[nodiscard]] std::optional<Fault> set_person(Input input, std::string_view cell, Person& person) noexcept;
[[nodiscard]] std::optional<Fault> set_question(Input input, std::string_view cell, QuestionDraft& draft);
[[nodiscard]] std::optional<Fault> set_policy(std::string_view name, std::string_view cell, Policy& policy) noexcept;

/// A whole number in a range, with a sign or not.
[[nodiscard]] Result<std::int64_t> whole(std::string_view cell, std::int64_t least, std::int64_t most) noexcept;

/// Reads one JSON object; `id` is the key of the caller, also of a question at fault, when it could be read.
[[nodiscard]] QuestionResult read_question(std::string_view json, const QuestionDefaults& defaults, std::string& id);

/// Bytes of a caller's key.
inline constexpr std::size_t id_limit = 64;

/// Adds what the caller says, finds the zone, and says what is still missing.
[[nodiscard]] QuestionResult complete(QuestionDraft&& draft, const QuestionDefaults& defaults);

}  // namespace sne
