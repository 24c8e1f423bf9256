/// How answers become pages: words in the reader's language, templates, drawn columns.
@NullMarked
package org.tutela.web.view;

import org.jspecify.annotations.NullMarked;
