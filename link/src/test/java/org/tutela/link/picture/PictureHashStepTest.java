package org.tutela.link.picture;

import org.tutela.link.LinkStep;
import org.tutela.link.LinkStepContract;
import org.tutela.link.World;

final class PictureHashStepTest extends LinkStepContract {

    @Override
    protected LinkStep step() {
        return new PictureHashStep();
    }

    @Override
    protected World world() {
        return StackStepTest.pictures();
    }
}
