#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <sne/law/lawbook.hpp>

/// Every operation of the library by its name, JSON in and JSON out: the operations of the conformance vectors, and a few more.
/// (fr: porte unique)
///
/// `in` and `out` are the objects of `tests/conformance/SPEC.md`. Conversion only: each operation calls the function of its header, which is
/// the one place where the rule is written.
namespace sne {

/// Why an operation has no answer: what, in which value (JSON pointer of known keys), at which byte of it, in which row of a list.
struct OperationFault {
  Errc code{};
  std::string path{};
  std::uint32_t at = 0;
  std::optional<std::uint32_t> row{};

  friend bool operator==(const OperationFault&, const OperationFault&) = default;
};

/// The answer as one JSON object. Of a fault it is `{"fault": "BAD_MONTH", "path": "/text"}` with `row` and `at` where they are known, so that a
/// caller who only reads JSON misses nothing.
struct OperationAnswer {
  std::string out{};
  std::optional<OperationFault> fault{};
};

/// An operation, and the keys that its `in` may have, separated by blanks; a star stands before those it must have.
struct OperationInfo {
  std::string_view name;
  std::string_view keys;
};

/// Bytes of one `in`, and nesting of its objects and lists.
inline constexpr std::size_t operation_limit = std::size_t{4} << 20;
inline constexpr std::size_t operation_depth = 20;

/// The operations, family by family.
[[nodiscard]] std::span<const OperationInfo> operations() noexcept;

/// Answers one question. The law given is amended by the `policy` of `in`, where there is one.
///
/// `answer("seniority", R"({"since": "2018-03-15", "on": "2024-03-14"})").out` is `{"months":71}`.
/// Faults: `unknown_code` for an operation that does not exist; those of the text and of the schema, as for `read_question`; and those of the
/// operation.
[[nodiscard]] OperationAnswer answer(std::string_view operation, std::string_view in, const LawBook& law = LawBook::builtin());

}  // namespace sne
