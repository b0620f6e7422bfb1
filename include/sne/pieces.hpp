#pragma once

#include <optional>

#include <sne/codes.hpp>
#include <sne/law/lawbook.hpp>
#include <sne/law/pieces.hpp>

/// Supporting pieces: what a household is asked for on a day, and the form in force.  (fr: pièces justificatives)
///
/// The contract is docs/pieces.md, the catalogue lib/law/pieces.csv. What is missing at the instruction never bars the registration.
namespace sne {

template <>
struct CodeNames<Circumstance> {
  static constexpr auto list = law::circumstances;
};
template <>
struct CodeNames<PieceStage> {
  static constexpr std::array<std::string_view, 2> list{"registration", "instruction"};
};
template <>
struct CodeNames<PieceTrigger> {
  static constexpr std::array<std::string_view, 4> list{"always", "nationality", "circumstance", "motive"};
};

/// The motives of a demand, codes 01 to 23.  (fr: motifs de la demande)
class DemandMotives {
 public:
  static constexpr std::uint8_t last = 23;

  constexpr DemandMotives() noexcept = default;
  /// The set with one motive more, written with its two digits: "05". Faults: `bad_length`, `bad_character`, `unknown_code`.
  [[nodiscard]] constexpr Result<DemandMotives> with(std::string_view code) const noexcept {
    if (code.size() != 2) return {Errc::bad_length, static_cast<std::uint32_t>(code.size())};
    for (std::uint32_t i = 0; i < 2; ++i) {
      if (code[i] < '0' || code[i] > '9') return {Errc::bad_character, i};
    }
    const int motive = (code[0] - '0') * 10 + (code[1] - '0');
    if (motive < 1 || motive > last) return Errc::unknown_code;
    DemandMotives more = *this;
    more.bits_ |= std::uint32_t{1} << motive;
    return more;
  }
  [[nodiscard]] constexpr bool holds(std::uint8_t motive) const noexcept { return motive <= last && (bits_ >> motive & 1U) != 0; }

  friend constexpr bool operator==(DemandMotives, DemandMotives) = default;

 private:
  std::uint32_t bits_ = 0;
};

/// What is known of the household. Missing is not no: each circumstance is unknown until it is said.  (fr: situation du foyer)
struct PiecesQuestion {
  Nationality nationality = Nationality::unknown;  ///< of the applicant
  std::array<Fact, law::circumstances.size()> circumstances{};
  std::optional<DemandMotives> motives{};  ///< none: not known; the empty set is an answer

  [[nodiscard]] constexpr PiecesQuestion with(Circumstance circumstance, Fact fact) const noexcept {
    PiecesQuestion said = *this;
    said.circumstances[static_cast<std::size_t>(circumstance)] = fact;
    return said;
  }
  friend constexpr bool operator==(const PiecesQuestion&, const PiecesQuestion&) = default;
};

/// A piece that is asked, or may be: `asked` is yes, or unknown when the fact that would tell is not known.  (fr: pièce demandée)
struct AskedPiece {
  const PieceRow* row = nullptr;
  Fact asked = Fact::unknown;
  Mark mark = Mark::unverified;

  [[nodiscard]] constexpr std::string_view id() const noexcept { return row->id; }
  [[nodiscard]] constexpr PieceStage stage() const noexcept { return row->stage; }
  [[nodiscard]] constexpr Rule rule() const noexcept { return row->rule; }
  /// The documents of which one is enough.
  [[nodiscard]] constexpr std::span<const PieceDocumentRow> one_of() const noexcept {
    return std::span<const PieceDocumentRow>(law::piece_documents).subspan(row->first_document, row->document_count);
  }
  friend constexpr bool operator==(const AskedPiece&, const AskedPiece&) = default;
};

/// The pieces of a household on a day, held in place, in the order of the catalogue.
class PieceList {
 public:
  constexpr explicit PieceList(const FormVersionRow* form) noexcept : form_(form) {}

  constexpr void add(const AskedPiece& piece) noexcept { held_[size_++] = piece; }
  [[nodiscard]] constexpr std::span<const AskedPiece> all() const& noexcept { return {held_.data(), size_}; }
  std::span<const AskedPiece> all() const&& = delete;
  [[nodiscard]] constexpr const AskedPiece* find(std::string_view id) const& noexcept {
    for (const AskedPiece& one : all()) {
      if (one.id() == id) return &one;
    }
    return nullptr;
  }
  const AskedPiece* find(std::string_view id) const&& = delete;
  /// The version of the form whose list was read; none before 2010-10-01.
  [[nodiscard]] constexpr const FormVersionRow* form() const noexcept { return form_; }

 private:
  std::array<AskedPiece, law::pieces.size()> held_{};
  std::size_t size_ = 0;
  const FormVersionRow* form_;
};

/// The form in force on a day.  (fr: version du formulaire)
struct FormVersion {
  const FormVersionRow* row;
  Rule rule;
  Mark mark;
};

/// The version of the form 14069 in force on a day; `date_out_of_range` before 2010-10-01 and after the horizon.
/// 2019-09-10: "14069*03". 2026-11-24: "14069*05", unverified: named, never read.
/// @rule pieces.form   @law CCH R441-2-2
constexpr Result<FormVersion> form_version(Date day, const LawBook& book) noexcept {
  if (day > book.horizon()) return Errc::date_out_of_range;
  for (const FormVersionRow& row : law::form_versions) {
    if (row.from <= day && day <= row.to) return FormVersion{&row, Rule::pieces_form, row.mark};
  }
  return Errc::date_out_of_range;
}

/// Whether a counter takes a version of the form on a day: the version in force, or an older one still allowed.
/// "14069*02" until 2019-09-10.
/// @rule pieces.form
constexpr bool form_accepted(const FormVersionRow& form, Date day) noexcept { return form.from <= day && day <= form.accepted_to; }

namespace supporting {

constexpr Fact asked_by_nationality(std::uint8_t group, Nationality nationality) noexcept {
  if (nationality == Nationality::unknown) return Fact::unknown;
  return (nationality == Nationality::other) == (group == 1) ? Fact::yes : Fact::no;
}

constexpr Fact asked(const PieceRow& row, const PiecesQuestion& question) noexcept {
  switch (row.trigger) {
    case PieceTrigger::always: return Fact::yes;
    case PieceTrigger::nationality: return asked_by_nationality(row.value, question.nationality);
    case PieceTrigger::circumstance: return question.circumstances[row.value];
    case PieceTrigger::motive:
      if (!question.motives) return Fact::unknown;
      return question.motives->holds(row.value) ? Fact::yes : Fact::no;
  }
  return Fact::unknown;
}


constexpr Mark mark_of(const PieceRow& row, const FormVersionRow* form) noexcept {
  if (row.basis == PieceBasis::code) return row.mark;
  return form == nullptr ? Mark::unverified : weaker(row.mark, form->pieces_mark);
}

}  // namespace supporting

/// The pieces that a household is asked for on a day, to register and then to have its demand examined.  (fr: liste des pièces)
/// `date_out_of_range` before 2010-05-03 and after the horizon.
/// A French employee who gives motive 05, on 2020-06-01: ID to register; AVIS, PATR, RESS_EMPLOYEE and MOTIF_05 for the instruction.
/// @rule pieces.registration   @rule pieces.instruction   @law CCH R441-2-3
constexpr Result<PieceList> pieces(const PiecesQuestion& question, Date day, const LawBook& book) noexcept {
  if (!book.in_force(Provision::identity_required, day) || day > book.horizon()) return Errc::date_out_of_range;
  const Result<FormVersion> form = form_version(day, book);
  PieceList list(form ? form->row : nullptr);
  for (const PieceRow& row : law::pieces) {
    const Fact asked = supporting::asked(row, question);
    const bool in_catalogue = row.from <= day && day <= row.to;
    if (in_catalogue && asked != Fact::no) list.add({&row, asked, supporting::mark_of(row, list.form())});
  }
  return list;
}

}  // namespace sne
