package org.wasl.jobs.cli;

import org.wasl.jobs.home.Home;
import org.wasl.warehouse.catalogue.Catalogue;
import org.wasl.warehouse.disclosure.ledger.Door;

/** For whose eyes an answer is. */
enum Zone {
    /** Those who may read the release: nothing is held back, nothing may be passed on. */
    RESTRICTED,
    /** Everybody: it goes through the door and into the ledger. */
    PUBLISHED;

    /** Where figures leave a home. */
    static Door door(Home home, Catalogue catalogue, Console console) {
        return Door.of(home.restricted(), catalogue.programme().disclosure(), console.clock());
    }
}
