#include <sne/text.hpp>

#include <array>
#include <cstdlib>
#include <memory>
#include <optional>

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <text/names.hpp>
#include <utf8.hpp>

namespace sne {

namespace {

/// Letters that Unicode does not decompose, opened as French readers spell them.
struct Opened {
  UChar32 letter;
  std::string_view spelt;
};
constexpr std::array<Opened, 10> opened{{
    {U'æ', "ae"}, {U'ð', "d"}, {U'ø', "o"}, {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"}, {U'ı', "i"}, {U'ł', "l"}, {U'œ', "oe"}, {U'ŧ', "t"},
}};

::icu::UnicodeString utf16(std::string_view utf8) {
  return ::icu::UnicodeString::fromUTF8(::icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

/// Lower case, compatibility forms undone, accents apart from their letters.
::icu::UnicodeString decomposed(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::Normalizer2* folding = ::icu::Normalizer2::getNFKCCasefoldInstance(status);
  const ::icu::Normalizer2* splitting = ::icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) std::abort();
  ::icu::UnicodeString split = splitting->normalize(folding->normalize(utf16(utf8), status), status);
  if (U_FAILURE(status)) std::abort();
  return split;
}

/// Apostrophes that Unicode counts among the letters part words as the others do.
bool is_letter(UChar32 c) noexcept { return u_isalnum(c) != 0 && (U_GET_GC_MASK(c) & U_GC_LM_MASK) == 0; }

bool is_mark(UChar32 c) noexcept { return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0; }

void put(wording::KeyWriter& key, UChar32 letter) {
  for (const Opened& one : opened) {
    if (one.letter == letter) return key.letter(one.spelt);
  }
  std::string utf8;
  ::icu::UnicodeString(letter).toUTF8String(utf8);
  key.letter(utf8);
}

const ::icu::Collator& french_order() {
  static const std::unique_ptr<const ::icu::Collator> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<::icu::Collator> made(::icu::Collator::createInstance(::icu::Locale::getFrance(), status));
    if (U_FAILURE(status)) std::abort();
    return made;
  }();
  return *collator;
}

}  // namespace

Result<std::string> fold_name(std::string_view utf8) {
  if (const std::optional<Fault> fault = text_fault(utf8)) return *fault;
  const ::icu::UnicodeString letters = decomposed(utf8);
  wording::KeyWriter key;
  for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    const UChar32 c = letters.char32At(i);
    if (is_mark(c)) continue;
    if (is_letter(c)) {
      put(key, c);
    } else {
      key.separator();
    }
  }
  return key.take();
}

Result<std::string> sort_key(std::string_view utf8) {
  if (const std::optional<Fault> fault = text_fault(utf8)) return *fault;
  const ::icu::UnicodeString name = utf16(utf8);
  const std::int32_t size = french_order().getSortKey(name, nullptr, 0);
  std::string key(static_cast<std::size_t>(size), '\0');
  french_order().getSortKey(name, reinterpret_cast<std::uint8_t*>(key.data()), size);
  key.pop_back();  // the key ends with a zero byte
  return key;
}

}  // namespace sne
