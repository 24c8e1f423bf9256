/// Invites: where they stand ([org.tutela.link.lead.PostingStep]), where they lead, and who
/// followed them ([org.tutela.link.lead.LeadStep]).
@NullMarked
package org.tutela.link.lead;

import org.jspecify.annotations.NullMarked;
