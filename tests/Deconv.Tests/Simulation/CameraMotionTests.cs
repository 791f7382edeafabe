using Deconv.Psfs;
using Deconv.Simulation;
using Xunit;

namespace Deconv.Tests.Simulation;

public class CameraMotionTests
{
    private static readonly Shape Frame = new(81, 121);

    [Fact]
    public void One_pose_at_rest_changes_nothing()
    {
        using PlanarImage picture = Picture(),
            same = new CameraMotion([new(0, 0)]).Blur(picture);
        for (int i = 0; i < Frame.Count; i++)
            Assert.Equal(picture[0][i], same[0][i], 1e-5);
    }

    [Fact]
    public void A_whole_shift_moves_the_picture_right_and_down()
    {
        using PlanarImage picture = Picture(),
            moved = new CameraMotion([new(3, 2)]).Blur(picture);
        for (int y = 10; y < 70; y++)
        for (int x = 10; x < 110; x++)
            Assert.Equal(picture[0][((y - 2) * Frame.Width) + x - 3], moved[0][(y * Frame.Width) + x], 1e-5);
    }

    /// <summary>The light of a point goes where the PSF of its place says: for roll, pitch and yaw.</summary>
    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(0, 1.5, 0)]
    [InlineData(0, 0, 1.5)]
    [InlineData(1, -0.7, 0.8)]
    public void A_point_becomes_the_PSF_of_its_place(double roll, double pitch, double yaw)
    {
        var motion = new CameraMotion([.. Enumerable.Range(0, 65).Select(i => Pose((i / 32.0) - 1))], 200);
        using var picture = new PlanarImage(Frame, 1);
        (int row, int column) = (20, 95);
        picture[0][(row * Frame.Width) + column] = 1;
        using PlanarImage spread = motion.Blur(picture);
        Psf psf = motion.PsfAt(Frame, row, column);
        using PlanarImage around = spread.Crop(
            row - psf.OriginRow - 3,
            column - psf.OriginColumn - 3,
            new(psf.Shape.Height + 6, psf.Shape.Width + 6)
        );
        PsfDiagnosis expected = psf.Diagnose(),
            seen = Psf.FromSamples(around.Shape, around[0]).Diagnose();
        Assert.Equal(expected.CentroidRow + 3, seen.CentroidRow, 0.05);
        Assert.Equal(expected.CentroidColumn + 3, seen.CentroidColumn, 0.05);
        Assert.Equal(expected.RmsRadius, seen.RmsRadius, 0.15); // a windowed sinc is sharper than the area of a pixel
        Assert.True(psf.Shape.Count > 15, $"the point must move, but the PSF is {psf.Shape}");
        Assert.Equal(1, spread[0].ToArray().Sum(), 0.02);

        CameraPose Pose(double t) => new(3 * t, 0, roll * t, pitch * t, yaw * t);
    }

    [Fact]
    public void The_middle_does_not_feel_roll()
    {
        Psf psf = new CameraMotion([new(0, 0, -3), new(0, 0, 3)]).PsfAt(Frame, 40, 60);
        Assert.Equal(1, psf.Samples[(psf.OriginRow * psf.Shape.Width) + psf.OriginColumn], 1e-6);
    }

    [Fact]
    public void What_is_no_motion_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new CameraMotion([]));
        Assert.Throws<ArgumentException>(() => new CameraMotion([new(double.NaN, 0)]));
        Assert.Throws<ArgumentException>(() => new CameraMotion([new(0, 0, Weight: 0)]));
        Assert.Throws<ArgumentException>(() => new CameraMotion([new(0, 0, Weight: -1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CameraMotion([new(0, 0)], 0));
    }

    private static PlanarImage Picture()
    {
        var picture = new PlanarImage(Frame, 1);
        for (int i = 0; i < Frame.Count; i++)
            picture[0][i] = (float)(0.5 + (0.3 * Math.Sin(0.3 * (i % Frame.Width)) * Math.Cos(0.2 * (i / Frame.Width))));
        return picture;
    }
}
