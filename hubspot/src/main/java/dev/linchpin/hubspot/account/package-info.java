/** The account behind a credential, and whether the credential is good. */
@NullMarked
package dev.linchpin.hubspot.account;

import org.jspecify.annotations.NullMarked;
