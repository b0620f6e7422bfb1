#pragma once

namespace sne::wording::icu {

/// The compiled bundles, as ICU maps them: aligned on 16 bytes.
const void* package() noexcept;

}  // namespace sne::wording::icu
