#pragma once

#include <string>

#include <sne/dalo.hpp>
#include <sne/occupancy.hpp>
#include <sne/owner.hpp>
#include <sne/priority.hpp>
#include <sne/quotas.hpp>
#include <sne/text.hpp>

/// The codes of priority in plain words, in French and in English.  (fr: libellés de la priorité)
namespace sne {

/// The name of a public, for a reader: `in_words(PriorityPublic::ase, Language::en)` is "formerly in child protection".  (fr: libellé)
[[nodiscard]] std::string in_words(PriorityPublic subject, Language language);
[[nodiscard]] std::string in_words(GroundStatus status, Language language);
[[nodiscard]] std::string in_words(PriorityReason reason, Language language);
[[nodiscard]] std::string in_words(DaloGround ground, Language language);
[[nodiscard]] std::string in_words(DaloOutcome outcome, Language language);
[[nodiscard]] std::string in_words(DaloReason reason, Language language);
[[nodiscard]] std::string in_words(RemainReason reason, Language language);
[[nodiscard]] std::string in_words(OwnershipGround ground, Language language);
[[nodiscard]] std::string in_words(TargetOutcome outcome, Language language);

}  // namespace sne
