#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <sne/eligibility.hpp>

/// Questions of eligibility read from documents, and their verdicts written.  (fr: lecture des ménages)
///
/// The fields and the JSON are those of `docs/households.md`, the columns those of `docs/households_csv.md`. A value is read or it is a
/// fault: nothing is trimmed, guessed or repaired, and a fault never holds what was read.
namespace sne {

/// A question of eligibility that owns its persons.  (fr: question d'éligibilité)
struct EligibilityQuestion {
  std::string id{};  ///< the caller's key, given back as it came; at most 64 bytes
  std::vector<Person> persons{};
  Household facts{};  ///< all that is said of the household but its persons: read it through `household`
  Commune commune{};  ///< of the dwelling; none when the document gives the zone itself
  Letting letting{};
  std::optional<Product> product{};  ///< none: the products of the zone
  Date as_of{};
  Policy policy{};

  /// The household, as long as this question lives and its persons are not changed.
  [[nodiscard]] Household household() const& noexcept {
    Household whole = facts;
    whole.persons = persons;
    return whole;
  }
  Household household() const&& = delete;
};

/// Why a question could not be read or judged: what, in which field of which person, and where in the document.
struct QuestionFault {
  Errc code{};
  std::optional<Input> input{};
  std::uint8_t row = no_row;  ///< of the person, from 0
  std::string path{};         ///< JSON pointer of known keys, name of a CSV column, or path of XML elements
  std::uint32_t at = 0;       ///< offset in bytes, in the value or in the document

  friend bool operator==(const QuestionFault&, const QuestionFault&) = default;
};

using QuestionResult = std::variant<EligibilityQuestion, QuestionFault>;

/// What the caller says for the documents that do not; a document that says it prevails.
struct QuestionDefaults {
  std::optional<Date> as_of{};
  Commune commune{};
  std::optional<Product> product{};
  Policy policy{};
};

/// Bytes of one question as JSON, and nesting of its objects and lists.
inline constexpr std::size_t question_limit = std::size_t{1} << 20;
inline constexpr std::size_t question_depth = 8;

/// Reads one JSON object of section 1 of the contract.
///
/// Faults: those of the text (`empty_input`, `bad_encoding`, `binary_input`, `bad_json` with its offset, `too_deep`, `too_large`), of the
/// schema (`unknown_key`, `duplicate_key`, `wrong_type`, `missing_value`, `unknown_code`, `bad_number`, those of `Date::parse` and
/// `Commune::parse`, `too_many_persons`). What a household may not be is left to `evaluate`.
[[nodiscard]] QuestionResult read_question(std::string_view json, const QuestionDefaults& defaults = {});

/// The question as the JSON that `read_question` reads, with what is known of it; the readings that are not the default ones are said too.
[[nodiscard]] std::string to_json(const EligibilityQuestion& question);

/// What a tolerant reading left aside, and where.  (fr: remarque de lecture)
enum class NoticeCode : std::uint8_t {
  element_not_read,   ///< an element that this version does not know
  code_not_read,      ///< a code that its list does not hold: the fact stays unknown
  value_not_read,     ///< a number or a date that cannot be read: the fact stays unknown
  amount_missing,     ///< a year without its amount, a resource without its amount: missing, not zero
  status_disagrees,   ///< a family status that says a partner whom the file does not name
  several_communes,   ///< several communes are wanted: the first one was taken
  owner,              ///< the applicant owns the dwelling of today: whether it suits is for the commission
};

template <>
struct CodeNames<NoticeCode> {
  static constexpr std::array<std::string_view, 7> list{"ELEMENT_NOT_READ", "CODE_NOT_READ",    "VALUE_NOT_READ", "AMOUNT_MISSING",
                                                        "STATUS_DISAGREES", "SEVERAL_COMMUNES", "OWNER"};
};

struct ReadingNotice {
  NoticeCode code{};
  std::string path{};  ///< of elements, by their names

  friend bool operator==(const ReadingNotice&, const ReadingNotice&) = default;
};

/// One household of a document: its question or its fault, at its place.
struct HouseholdEntry {
  std::uint64_t index = 0;  ///< among the households of the document, from 0
  std::uint64_t line = 0;   ///< on which it starts, from 1
  std::string id{};         ///< the caller's key, where it could be read
  QuestionResult question{QuestionFault{}};
  std::vector<ReadingNotice> notices{};
};

using OnHousehold = std::function<void(const HouseholdEntry&)>;

/// The verdicts of a question, or why there are none.
struct EligibilityAnswer {
  std::vector<Verdict> verdicts{};  ///< one for the product asked, or one for each product of the zone
  std::optional<QuestionFault> fault{};
};

[[nodiscard]] EligibilityAnswer evaluate(const EligibilityQuestion& question, const LawBook& law);
/// The same of a question as read: its fault when it could not be.
[[nodiscard]] EligibilityAnswer answer_of(const QuestionResult& read, const LawBook& law);

/// Section 8 of the contract: a JSON list of verdicts, or of one fault.
[[nodiscard]] std::string to_json(const EligibilityAnswer& answer, const LawBook& law);
/// The same of a question as read.
[[nodiscard]] std::string evaluate_json(std::string_view question, const LawBook& law, const Policy& policy);

}  // namespace sne
