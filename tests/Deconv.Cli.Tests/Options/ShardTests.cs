using Deconv.Cli.Options;
using Xunit;

namespace Deconv.Cli.Tests.Options;

/// <summary>Which part of the files is whose.</summary>
public class ShardTests
{
    [Theory]
    [InlineData("environment", "4", "10", "1", null, null, 3, 10)]
    [InlineData("environment", "0", "10", "0", null, null, 0, 10)]
    [InlineData("environment", "14", "3", "10", "2", null, 2, 3)]
    [InlineData("environment", null, null, null, null, null, 0, 1)]
    [InlineData("auto/8", null, null, null, null, "7", 7, 8)]
    [InlineData("auto/4", "2", null, null, null, null, 2, 4)]
    [InlineData("3/5", "1", "2", "1", null, null, 2, 5)]
    [InlineData("off", "1", "2", "1", null, null, 0, 1)]
    public void The_environment_is_asked_where_nothing_is_said(
        string text,
        string? id,
        string? count,
        string? min,
        string? step,
        string? completion,
        int index,
        int parts
    )
    {
        Shard shard = Of(text).Resolve(true, Environment(id, count, min, step, completion));
        Assert.Equal((index, parts), (shard.Index, shard.Count));
    }

    [Theory]
    [InlineData("environment", "9", "3", "1", null, null)]
    [InlineData("environment", null, null, null, null, "2")]
    [InlineData("auto/4", null, null, null, null, null)]
    [InlineData("auto/4", null, null, null, null, "4")]
    public void What_cannot_be_told_is_an_error_with_a_next_move(
        string text,
        string? id,
        string? count,
        string? min,
        string? step,
        string? completion
    )
    {
        var e = Assert.Throws<UsageException>(() => Of(text).Resolve(true, Environment(id, count, min, step, completion)));
        Assert.Contains("--shard", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_file_that_was_named_is_never_divided() =>
        Assert.Equal(1, Shard.FromEnvironment.Resolve(false, Environment("4", "10", "1", null, null)).Count);

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1")]
    [InlineData("a/b")]
    [InlineData("1/0")]
    [InlineData("-1/3")]
    public void Nonsense_is_refused(string text)
    {
        Assert.Contains(text, Assert.Throws<UsageException>(() => Shard.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_cover_everything_once()
    {
        Assert.All(Enumerable.Range(1, 23), item => Assert.Equal(1, Enumerable.Range(0, 5).Count(s => new Shard(s, 5, "").Holds(item))));
    }

    private static Shard Of(string text) => text == "environment" ? Shard.FromEnvironment : Shard.Parse(text);

    private static Func<string, string?> Environment(string? id, string? count, string? min, string? step, string? completion) =>
        name =>
            name switch
            {
                "SLURM_ARRAY_TASK_ID" => id,
                "SLURM_ARRAY_TASK_COUNT" => count,
                "SLURM_ARRAY_TASK_MIN" => min,
                "SLURM_ARRAY_TASK_STEP" => step,
                "JOB_COMPLETION_INDEX" => completion,
                _ => null,
            };
}
