#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sne/decision.hpp>
#include <sne/demand.hpp>
#include <sne/renewal.hpp>
#include <sne/text.hpp>
#include <sne/unique_number.hpp>

/// Decisions, deadlines and faults in plain words, in French and in English.  (fr: motivation des décisions)
///
/// The words live in `lib/text/bundles`; the rules, articles and dates come from the law book. No sentence holds anything of the person:
/// an event has no name, and a fault never repeats what was read.
namespace sne {

/// A day on which an explanation rests.  (fr: date retenue)
struct ExplainedDate {
  std::string_view key;  ///< stable: `effective`, `recorded`, `base`, `last_valid`, `earliest`...
  std::string name;      ///< "fin de validité"
  Date day;
  std::string text;      ///< "1er octobre 2024"

  friend bool operator==(const ExplainedDate&, const ExplainedDate&) = default;
};

/// The rule and the version of the article in force on the day judged.  (fr: fondement)
struct LegalGround {
  Rule rule{};
  std::string title;             ///< what the rule says, in the language asked
  const Citation* citation = nullptr;  ///< a row of the law book: never null in an explanation
  std::string text;              ///< "CCH R441-2-8, décret 2017-834, en vigueur depuis le 8 mai 2017"
  std::string mark;              ///< "texte", "pratique du SNE", "convention", "non vérifié"

  friend bool operator==(const LegalGround&, const LegalGround&) = default;
};

/// One reason of a refusal, or one warning.  (fr: motif)
struct ExplainedReason {
  ReasonCode code{};
  Field field{};            ///< the field at fault
  std::string field_name;   ///< "date d’effet"
  std::string sentence;     ///< what is wrong, with the dates that are known
  std::optional<Date> earliest;  ///< first day on which the check passes
  LegalGround ground;

  friend bool operator==(const ExplainedReason&, const ExplainedReason&) = default;
};

/// An input that would settle an incomplete decision.  (fr: information manquante)
struct MissingInput {
  Field field{};
  std::string name;      ///< "preuve de remise"
  std::string sentence;  ///< what to find out

  friend bool operator==(const MissingInput&, const MissingInput&) = default;
};

/// A decision in words. A plain value: print it with `to_text`, send it with `to_json`, or lay it out.
struct Explanation {
  Language language = Language::fr;
  Outcome outcome = Outcome::accepted;
  EventKind event{};
  Motive motive{};
  std::string subject;   ///< "Radiation pour non-renouvellement (motif e)"
  std::string sentence;  ///< the outcome in one sentence
  LegalGround ground;    ///< of the transition judged
  std::string version;   ///< "P4"; empty before the first version
  std::string law_id;    ///< digest of the law book
  std::vector<ExplainedReason> reasons;
  std::vector<ExplainedReason> warnings;
  std::vector<MissingInput> missing;
  std::vector<ExplainedDate> dates;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// Puts a decision in words. `event` is the one that was judged and `demand` the demand before it; without the demand, the sentences
/// that need its dates are shorter.  (fr: motiver)
///
/// A demand filed on 2023-10-01 and notified on 2024-08-28, `radiate` e on 2024-10-02 under `Policy::sne()`, in French: "Radiation pour
/// non-renouvellement (motif e) au 2 octobre 2024 : refusée." and the reason `TOLERANCE_RUNNING`, possible from "1er novembre 2024".
[[nodiscard]] Explanation explain(const Decision& decision, const Event& event, const LawBook& law, Language language);
[[nodiscard]] Explanation explain(const Decision& decision, const Event& event, const Demand& demand, const LawBook& law,
                                  Language language);

/// Plain text on several lines, for a letter, a log or a terminal.
[[nodiscard]] std::string to_text(const Explanation& explanation);
/// JSON on one line, in UTF-8, with stable keys: `outcome` `event` `motive` `language` `subject` `sentence` `version` `law_id`; the ground as
/// `rule` `title` `article` `citation` `from` `to` `mark` `source`; the lists `reasons` and `warnings` (`code` `field` `sentence` `earliest` and
/// their ground), `missing` (`field` `name` `sentence`) and `dates` (`key` `name` `day` `text`). Days are ISO; an unknown `earliest` is left out.
[[nodiscard]] std::string to_json(const Explanation& explanation);

/// One line of a calendar in words.  (fr: échéance)
struct ExplainedDeadline {
  Deadline deadline{};
  Date day;
  std::string name;  ///< "dernier jour de validité"
  std::string text;  ///< "1er octobre 2024"
  LegalGround ground;

  friend bool operator==(const ExplainedDeadline&, const ExplainedDeadline&) = default;
};
/// The deadlines of a calendar, in its order, each with the article in the version of its day.
[[nodiscard]] std::vector<ExplainedDeadline> explain(const RenewalCalendar& calendar, const LawBook& law, Language language);

/// Where a fault was met, as far as the caller knows: a row of a table, the field, an offset inside the text of the field.
struct FaultPlace {
  std::optional<std::uint64_t> row = std::nullopt;
  std::optional<Field> field = std::nullopt;
  std::optional<std::uint32_t> offset = std::nullopt;
};

/// A fault in words: where it is and what was expected, never what was read.  (fr: anomalie de saisie)
/// "Ligne 12, colonne « effective ». Une date s’écrit AAAA-MM-JJ, comme 2024-02-29."
[[nodiscard]] std::string explain(Errc code, const FaultPlace& place, Language language);
/// An issue of a unique number in words, and the place of the character.  (fr: anomalie du numéro)
[[nodiscard]] std::string explain(const NumberIssue& issue, Language language);

/// The name of a code for a reader: `in_words(EventKind::notice, Language::fr)` is "préavis de renouvellement".  (fr: libellé)
[[nodiscard]] std::string in_words(Outcome outcome, Language language);
[[nodiscard]] std::string in_words(EventKind event, Language language);
[[nodiscard]] std::string in_words(ActorKind actor, Language language);
[[nodiscard]] std::string in_words(Motive motive, Language language);  ///< empty for `Motive::none`
[[nodiscard]] std::string in_words(State state, Language language);
[[nodiscard]] std::string in_words(Field field, Language language);
[[nodiscard]] std::string in_words(Mark mark, Language language);
[[nodiscard]] std::string in_words(Deadline deadline, Language language);
/// The general sentence of a reason, with no date: for lists of codes and for interfaces that prepare their messages.
[[nodiscard]] std::string in_words(ReasonCode code, Language language);
[[nodiscard]] std::string in_words(NumberIssueCode code, Language language);
/// A day as a letter writes it: "1er novembre 2024", "1 November 2024".
[[nodiscard]] std::string in_words(Date day, Language language);

}  // namespace sne
