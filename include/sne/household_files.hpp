#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <sne/household_reader.hpp>

/// Files of many households, read in order and answered one by one.  (fr: fichiers de ménages)
namespace sne {

enum class HouseholdFormat : std::uint8_t {
  json,           ///< one question, or a list of them: up to 64 MiB
  json_lines,     ///< one question a line, up to 1 MiB each, in bounded memory
  csv,            ///< one person a row, in bounded memory but for the keys
  interface_xml,  ///< the interface of the national register
};

template <>
struct CodeNames<HouseholdFormat> {
  static constexpr std::array<std::string_view, 4> list{"json", "jsonl", "csv", "xml"};
};

/// The format of a file, by the end of its name, else by its first bytes.
[[nodiscard]] HouseholdFormat guess_format(std::string_view name, std::string_view first_bytes) noexcept;

/// Reads households from chunks of any size. Each one is given once, in its order, with its question or its fault.
class HouseholdReader {
 public:
  static constexpr std::size_t list_limit = std::size_t{64} << 20;  ///< bytes of a JSON list

  HouseholdReader(HouseholdFormat format, const QuestionDefaults& defaults, OnHousehold on_household);
  ~HouseholdReader();
  HouseholdReader(const HouseholdReader&) = delete;
  HouseholdReader& operator=(const HouseholdReader&) = delete;

  /// Feeds the next bytes. False once the rest cannot be read: it need not be sent.
  bool feed(std::string_view bytes);
  void finish();

  /// Why the document as a whole cannot be read further; the households before it were given. Faults: `empty_input`, `bad_encoding`, `bad_json`
  /// with its offset; `too_large` for a list beyond its limit: write it as JSON Lines; of CSV the header's `unknown_column`,
  /// `duplicate_column`, `missing_column`; of XML those of `InterfaceReader`.
  [[nodiscard]] std::optional<QuestionFault> fault() const;

  /// A format of reading.
  struct Feed;

 private:
  std::unique_ptr<Feed> feed_;
};

/// Feeds a file by chunks. `unreadable_file` when it cannot be opened or read. Without a format, it is guessed. `on_bytes` hears of the bytes
/// read; what it throws leaves the function.
std::optional<QuestionFault> read_household_file(const std::string& path, std::optional<HouseholdFormat> format, const QuestionDefaults& defaults,
                                                 const OnHousehold& on_household, const std::function<void(std::uint64_t)>& on_bytes = {});

/// The answer to one household as one line of JSON: `household` (its index), `line`, `id`, then `verdicts` or `fault`, and `notices` where
/// something was left aside.
[[nodiscard]] std::string answer_line(const HouseholdEntry& entry, const LawBook& law);

}  // namespace sne
