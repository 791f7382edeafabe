namespace Deconv.Imaging.Tests.Photographs;

public class SaturationTests
{
    [Fact]
    public void The_default_is_automatic_and_knows_no_level_of_its_own()
    {
        Assert.Equal(Saturation.Automatic, default);
        Assert.True(Saturation.Automatic.IsAutomatic);
        Assert.False(Saturation.Off.IsAutomatic || Saturation.At(0.7).IsAutomatic);
        Assert.Equal((null, null, 0.7), (Saturation.Automatic.Given, Saturation.Off.Given, Saturation.At(0.7).Given));
    }

    [Fact]
    public void A_given_level_holds_for_every_file()
    {
        foreach (SampleDepth depth in Enum.GetValues<SampleDepth>())
        {
            using var photograph = new Photograph(new PlanarImage(new(3, 4), 1)) { Depth = depth };
            Assert.Equal(0.7, Saturation.At(0.7).LevelFor(photograph));
            Assert.Null(Saturation.Off.LevelFor(photograph));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_level_is_above_0_and_finite(double level) => Assert.Throws<ArgumentOutOfRangeException>(() => Saturation.At(level));
}
