#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <sne/codes.hpp>

/// Languages, and the comparison of names as French offices compare them.  (fr: langues, rapprochement des noms)
namespace sne {

/// A language of the explanations.
enum class Language : std::uint8_t { fr, en };

template <>
struct CodeNames<Language> {
  static constexpr std::array<std::string_view, 2> list{"fr", "en"};
};

/// A name reduced to what two files must share to be brought together in a search for duplicates: letters without accent or case,
/// ligatures opened, every run of spaces, hyphens, apostrophes and stops written as one space.  (fr: clé de rapprochement)
///
///     "Éloïse  d'Ængström"      "eloise d aengstrom"
///     "LE GOFF-ŁUKASZ"          "le goff lukasz"
///     "Nguyễn Thị"              "nguyen thi"
///
/// A key is no proof of identity: equal keys only tell which files deserve a look. Bytes that are not UTF-8 give `bad_encoding` with
/// their offset, a zero byte gives `binary_input`. Built without ICU the function knows the ASCII letters only, with the same keys, and
/// gives `bad_character` with the offset of the first other letter rather than a key that would hide a duplicate.
/// @rule registration.uniqueness
[[nodiscard]] Result<std::string> fold_name(std::string_view utf8);

/// Bytes whose order is that of a French alphabetical list: "cote" < "coté" < "côte" < "côté" < "Côté".  (fr: clé de tri)
/// The bytes depend on the ICU version: compare keys of one process, never store them. Without ICU, as for `fold_name`: ASCII only.
[[nodiscard]] Result<std::string> sort_key(std::string_view utf8);

}  // namespace sne
