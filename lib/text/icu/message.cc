#include <text/message.hpp>

#include <array>
#include <cstdlib>
#include <vector>

#include <unicode/fmtable.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/resbund.h>
#include <unicode/smpdtfmt.h>
#include <unicode/udata.h>

#include <text/icu/package.hpp>

namespace sne::wording::icu {

namespace {

constexpr double milliseconds_per_day = 86400000.0;
constexpr double before_every_day = -1e20;  // the calendar of `Date` is Gregorian since ever

/// ICU fails here only when the library was built from a broken package.
void expect(UErrorCode status) noexcept {
  if (U_FAILURE(status)) std::abort();
}

::icu::ResourceBundle open_bundle(Language language) {
  static const UErrorCode registered = [] {
    UErrorCode status = U_ZERO_ERROR;
    udata_setAppData("sne_text", package(), &status);
    return status;
  }();
  expect(registered);
  UErrorCode status = U_ZERO_ERROR;
  const std::string name(text(language));
  ::icu::ResourceBundle bundle("sne_text", ::icu::Locale(name.c_str()), status);
  expect(status);
  return bundle;
}

const ::icu::ResourceBundle& bundle_of(Language language) {
  static const std::array<::icu::ResourceBundle, 2> bundles{open_bundle(Language::fr), open_bundle(Language::en)};
  return bundles[static_cast<std::size_t>(language)];
}

/// Day before month in both languages, as the administration writes it.
const ::icu::Locale& locale_of(Language language) {
  static const std::array<::icu::Locale, 2> locales{::icu::Locale("fr", "FR"), ::icu::Locale("en", "GB")};
  return locales[static_cast<std::size_t>(language)];
}

std::optional<::icu::UnicodeString> pattern_of(Language language, std::string_view table, std::string_view key) {
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::ResourceBundle messages = bundle_of(language).get(std::string(table).c_str(), status);
  if (U_FAILURE(status)) return std::nullopt;
  const ::icu::ResourceBundle message = messages.get(std::string(key).c_str(), status);
  if (U_FAILURE(status)) return std::nullopt;
  ::icu::UnicodeString pattern = message.getString(status);
  if (U_FAILURE(status)) return std::nullopt;
  return pattern;
}

::icu::UnicodeString utf16(std::string_view utf8) {
  return ::icu::UnicodeString::fromUTF8(::icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

/// The arguments that a pattern names, or none when one of them is not known.
std::optional<std::vector<const Argument*>> named_in(const ::icu::UnicodeString& pattern, const Arguments& arguments) {
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::MessagePattern parsed(pattern, nullptr, status);
  expect(status);
  std::vector<const Argument*> named;
  for (std::int32_t i = 0; i < parsed.countParts(); ++i) {
    const ::icu::MessagePattern::Part& part = parsed.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME) continue;
    std::string name;
    parsed.getSubstring(part).toUTF8String(name);
    const Argument* known = arguments.find(name);
    if (known == nullptr) return std::nullopt;
    named.push_back(known);
  }
  return named;
}

::icu::SimpleDateFormat make_date_format(const char16_t* pattern, Language language) {
  UErrorCode status = U_ZERO_ERROR;
  ::icu::SimpleDateFormat format(pattern, locale_of(language), status);
  ::icu::GregorianCalendar calendar(*::icu::TimeZone::getGMT(), locale_of(language), status);
  calendar.setGregorianChange(before_every_day, status);
  expect(status);
  format.setCalendar(calendar);
  return format;
}

/// The long date of a language, free of the time zone and of the Julian calendar. French writes the first of a month as an ordinal.
const ::icu::SimpleDateFormat& date_format(Date day, Language language) {
  static const std::array<::icu::SimpleDateFormat, 3> formats{
      make_date_format(u"d MMMM y", Language::fr), make_date_format(u"d MMMM y", Language::en), make_date_format(u"d'er' MMMM y", Language::fr)};
  const bool ordinal = language == Language::fr && day.civil().day == 1;
  return formats[ordinal ? 2 : static_cast<std::size_t>(language)];
}

::icu::Formattable formattable(const Argument& argument) {
  if (const auto* day = std::get_if<Date>(&argument.value)) {
    return {day->days() * milliseconds_per_day, ::icu::Formattable::kIsDate};
  }
  if (const auto* number = std::get_if<std::int64_t>(&argument.value)) return {*number};
  return {utf16(std::get<std::string>(argument.value))};
}

}  // namespace

std::optional<std::string> format(Language language, std::string_view table, std::string_view key, const Arguments& arguments) {
  const std::optional<::icu::UnicodeString> pattern = pattern_of(language, table, key);
  if (!pattern) return std::nullopt;
  const std::optional<std::vector<const Argument*>> named = named_in(*pattern, arguments);
  if (!named) return std::nullopt;

  UErrorCode status = U_ZERO_ERROR;
  ::icu::MessageFormat message(*pattern, locale_of(language), status);
  expect(status);
  std::vector<::icu::UnicodeString> names;
  std::vector<::icu::Formattable> values;
  for (const Argument* one : *named) {
    names.push_back(utf16(one->name));
    values.push_back(formattable(*one));
    if (const auto* day = std::get_if<Date>(&one->value)) message.setFormat(names.back(), date_format(*day, language), status);
  }
  ::icu::UnicodeString made;
  message.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), made, status);
  expect(status);
  std::string utf8;
  return made.toUTF8String(utf8);
}

}  // namespace sne::wording::icu
