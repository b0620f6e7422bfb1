#include <sne/priority_words.hpp>

#include <text/phrase.hpp>

namespace sne {

using wording::phrase;

std::string in_words(PriorityPublic subject, Language language) { return phrase(language, "public", text(subject)); }
std::string in_words(GroundStatus status, Language language) { return phrase(language, "ground_status", text(status)); }
std::string in_words(PriorityReason reason, Language language) { return phrase(language, "priority_reason", text(reason)); }
std::string in_words(DaloGround ground, Language language) { return phrase(language, "dalo_ground", text(ground)); }
std::string in_words(DaloOutcome outcome, Language language) { return phrase(language, "dalo_outcome", text(outcome)); }
std::string in_words(DaloReason reason, Language language) { return phrase(language, "dalo_reason", text(reason)); }
std::string in_words(RemainReason reason, Language language) { return phrase(language, "remain_reason", text(reason)); }
std::string in_words(OwnershipGround ground, Language language) { return phrase(language, "ownership", text(ground)); }
std::string in_words(TargetOutcome outcome, Language language) { return phrase(language, "target_outcome", text(outcome)); }

}  // namespace sne
