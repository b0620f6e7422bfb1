#include <sne/text.hpp>

#include <text/names.hpp>

namespace sne {

namespace {

// Without ICU only the letters of ASCII are known: a key made from a name half read would hide a duplicate.
Result<std::string> ascii_key(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte >= 0x80) return {Errc::bad_character, static_cast<std::uint32_t>(i)};
  }
  wording::KeyWriter key;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (c >= '0' && c <= '9')) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      key.letter({&lower, 1});
    } else {
      key.separator();
    }
  }
  return key.take();
}

}  // namespace

Result<std::string> fold_name(std::string_view utf8) { return ascii_key(utf8); }
Result<std::string> sort_key(std::string_view utf8) { return ascii_key(utf8); }

}  // namespace sne
