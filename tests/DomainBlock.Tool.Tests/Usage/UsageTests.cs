using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Usage;

public sealed class UsageTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public UsageTests() => _folder.Write("list.txt", "a.example\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("compile")]
    [InlineData("check")]
    [InlineData("print")]
    [InlineData("stats")]
    [InlineData("verify")]
    [InlineData("name")]
    [InlineData("lint")]
    [InlineData("explain")]
    [InlineData("serve")]
    public void Every_command_explains_itself(string command)
    {
        CommandRun run = _folder.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).AssertDone();
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"domainblock {command}".TrimEnd(), run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_a_number() => Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", _folder.Run("--version").AssertDone().Output);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    [InlineData("compile")]
    [InlineData("compile -o o")]
    [InlineData("compile list.txt")]
    [InlineData("compile -o")]
    [InlineData("compile -o o list.txt --nonsense")]
    [InlineData("compile -o o list.txt --min-accepted many")]
    [InlineData("check")]
    [InlineData("check list.txt")]
    [InlineData("compile -o o --slim --nonsense list.txt")]
    [InlineData("check list.txt a --nonsense")]
    [InlineData("print list.txt")]
    [InlineData("print --to hosts")]
    [InlineData("stats")]
    [InlineData("stats a b")]
    [InlineData("verify")]
    public void What_is_missing_or_unknown_is_wrong_usage(string arguments)
    {
        _folder.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).AssertWrongUsage("");
        Assert.Equal(["list.txt"], _folder.Names);
    }

    [Fact]
    public void A_name_may_begin_with_a_hyphen_and_behind_two_of_them_with_any()
    {
        Assert.Equal("none\t-a.example\t-\t-\t-a.example\n", _folder.Run("check", "list.txt", "-a.example").AssertDone().Output);
        Assert.Equal("none\t--a.example\t-\t-\t--a.example\n", _folder.Run("check", "list.txt", "--", "--a.example").AssertDone().Output);
        _folder.Run("check", "list.txt", "--a.example").AssertWrongUsage("'--a.example' is no option");
    }

    [Theory]
    [InlineData("-list.txt")]
    [InlineData("-x")]
    public void A_list_may_not_so_that_a_mistyped_option_is_no_list(string list) =>
        _folder.Run("compile", "-o", "o", "list.txt", list).AssertWrongUsage($"'{list}' is no option");

    [Theory]
    [InlineData("compile -o o nonsense=list.txt", "'nonsense' in 'nonsense=list.txt' is no list format")]
    [InlineData("compile -o o Domains=list.txt", "'Domains'")]
    [InlineData("compile -o o =list.txt", "''")]
    [InlineData("compile -o o list.txt --bare wide", "--bare takes exact or subtree, not 'wide'")]
    [InlineData("compile -o o list.txt --profile best", "'best' is no profile")]
    [InlineData("compile -o o list.txt --chains all", "'all' is no chain mode")]
    [InlineData("check sample a --profile best", "'best' is no profile")]
    [InlineData("compile -o o list.txt --min-accepted 101", "--min-accepted")]
    [InlineData("compile -o o list.txt --min-accepted -1", "--min-accepted")]
    [InlineData("compile -o o list.txt --min-accepted NaN", "--min-accepted")]
    [InlineData("compile -o o - domains=-", "Standard input")]
    [InlineData("compile -o /dev/null list.txt", "-o takes a file")]
    [InlineData("print list.txt --to nonsense", "'nonsense' is no list format")]
    [InlineData("check nonsense=list.txt a.example", "'nonsense'")]
    public void A_wrong_value_is_named(string arguments, string words) =>
        _folder.Run(arguments.Split(' ')).AssertWrongUsage(words);

    [Fact]
    public void A_word_before_an_equals_sign_is_part_of_the_name_of_a_file_that_exists()
    {
        _folder.Write("x=y.txt", "a.example\nb.example\n");
        _folder.Run("compile", "-o", "o", "x=y.txt").AssertDone();
        Assert.Equal("blocked\tb.example\t|b.example^\tx=y.txt:2\tb.example\n", _folder.Run("check", "x=y.txt", "b.example").AssertDone().Output);
        _folder.Write("a=b.txt", "c.example\n");
        Assert.Equal("blocked\tc.example\t|c.example^\ta=b.txt:1\tc.example\n", _folder.Run("check", "domains=a=b.txt", "c.example").AssertDone().Output);
    }

    [Theory]
    [InlineData("orders status", "The command 'orders'")]
    [InlineData("serve dns --port 53", "The command 'serve'")]
    [InlineData("print list.txt --to orders", "The format 'orders'")]
    public void What_is_planned_is_refused_by_its_name(string arguments, string words)
    {
        CommandRun run = _folder.Run(arguments.Split(' ')).AssertWrongUsage(words);
        Assert.Contains("not in this version", run.Error, StringComparison.Ordinal);
        Assert.Equal(["list.txt"], _folder.Names);
    }

    [Fact]
    public void A_planned_format_is_refused_by_its_name() =>
        _folder.Run("compile", "-o", "o", "orders=list.txt").AssertWrongUsage("The format 'orders' is not in this version");

    [Theory]
    [InlineData("geosite")]
    [InlineData("mrs")]
    [InlineData("mihomo-yaml")]
    public void A_format_that_can_be_read_only_is_refused_by_its_name(string format) =>
        _folder.Run("print", "list.txt", "--to", format).AssertWrongUsage($"The format '{format}' can be read only");

    [Theory]
    [InlineData("geosite=list.txt#")]
    [InlineData("geosite=list.txt#cn@")]
    [InlineData("geosite=-#c n")]
    public void What_is_no_selection_of_a_geosite_file_is_wrong_usage(string list) =>
        _folder.Run("compile", "-o", "o", list).AssertWrongUsage("no selection of a geosite file");
}
