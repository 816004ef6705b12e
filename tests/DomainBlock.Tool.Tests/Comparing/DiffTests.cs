using System.Text.Json;
using DomainBlock.Tool.Tests.Running;

namespace DomainBlock.Tool.Tests.Comparing;

public sealed class DiffTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public DiffTests()
    {
        _folder.Write("old.txt", "||a.example^\n||b.example^\n|gone.example^\n");
        _folder.Write("new.txt", "||b.example^\n@@||a.example^\n||*.c.example^\n@@|ok.b.example^\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rules_and_names_that_differ_are_told_a_line_each()
    {
        const string Expected =
            "changed\tverdict\t@@||a.example^\tnew.txt:2\t||a.example^\told.txt:1\n"
            + "added\tverdict\t@@|ok.b.example^\tnew.txt:4\n"
            + "added\tverdict\t||*.c.example^\tnew.txt:3\n"
            + "removed\tverdict\t|gone.example^\told.txt:3\n"
            + "names\titself,one-label-below,further-below\ta.example\tblocked\tallowed\n"
            + "names\titself\tok.b.example\tblocked\tallowed\n"
            + "names\tone-label-below,further-below\tc.example\tnone\tblocked\n"
            + "names\titself\tgone.example\tblocked\tnone\n";
        Assert.Equal(Expected, _folder.Run("diff", "adblock=old.txt", "adblock=new.txt").AssertDone().Output);
        _folder.Run("compile", "-o", "old", "adblock=old.txt").AssertDone();
        _folder.Run("compile", "-o", "new", "adblock=new.txt").AssertDone();
        Assert.Equal(Expected, _folder.Run("diff", "old", "new").AssertDone().Output);
        Assert.Equal("", _folder.Run("diff", "new", "new").AssertDone().Output);
    }

    [Fact]
    public void What_only_reduction_changed_has_no_effect()
    {
        _folder.Write("list.txt", "||a.example^\n|x.a.example^\n||a.example^\n||y.x.a.example^\n");
        _folder.Run("compile", "-o", "whole", "adblock=list.txt", "--keep-redundant").AssertDone();
        _folder.Run("compile", "-o", "reduced", "adblock=list.txt").AssertDone();
        Assert.Equal(
            "removed\tnone\t|x.a.example^\tlist.txt:2\nremoved\tnone\t||y.x.a.example^\tlist.txt:4\n",
            _folder.Run("diff", "whole", "reduced").AssertDone().Output);
        using var json = JsonDocument.Parse(_folder.Run("diff", "reduced", "whole", "--json").AssertDone().Output);
        Assert.Equal(
            (2, 0, 0, 2, 0),
            (Number("added"), Number("removed"), Number("changed"), Number("withoutEffect"), json.RootElement.GetProperty("names").GetArrayLength()));

        int Number(string property) => json.RootElement.GetProperty(property).GetInt32();
    }

    [Fact]
    public void The_same_is_told_as_JSON()
    {
        using var json = JsonDocument.Parse(_folder.Run("diff", "adblock=old.txt", "adblock=new.txt", "--json").AssertDone().Output);
        JsonElement changed = json.RootElement.GetProperty("rules")[0];
        Assert.Equal(
            ("changed", "verdict", "@@||a.example^", "new.txt", 2),
            (Text(changed, "change"), Text(changed, "effect"), Text(changed, "rule"), Text(changed, "list"), changed.GetProperty("line").GetInt32()));
        Assert.Equal(("||a.example^", "old.txt"), (Text(changed.GetProperty("before"), "rule"), Text(changed.GetProperty("before"), "list")));
        JsonElement names = json.RootElement.GetProperty("names")[2];
        Assert.Equal(("c.example", "none", "blocked"), (Text(names, "name"), Text(names, "old"), Text(names, "new")));
        Assert.Equal(["one-label-below", "further-below"], names.GetProperty("which").EnumerateArray().Select(word => word.GetString()!));

        static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
    }

    [Fact]
    public void A_file_that_is_not_there_or_damaged_is_named()
    {
        _folder.Run("diff", "adblock=old.txt", "missing").AssertFailed("DB301", "missing");
        _folder.Run("diff", "missing", "adblock=old.txt").AssertFailed("DB301", "missing");
        _folder.Run("diff", "adblock=old.txt").AssertWrongUsage("diff");
        _folder.Run("diff", "-", "adblock=-").AssertWrongUsage("Standard input can be only one of the");
        _folder.Compile("bad", "a.example\n");
        byte[] damaged = _folder.Read("bad");
        damaged[^1] ^= 1;
        _folder.Write("bad", damaged);
        _folder.Run("diff", "adblock=old.txt", "bad").AssertFailed("DB204", "bad");
    }

    [Fact]
    public void Lists_come_from_standard_input_too() =>
        Assert.Equal("added\tverdict\t|x.example^\tstdin:1\nnames\titself\tx.example\tnone\tblocked\n", Run("||b.example^\n", "|x.example^\n||b.example^\n"));

    private string Run(string old, string later)
    {
        _folder.Write("one.txt", old);
        return _folder.RunWithInput(later, "diff", "adblock=one.txt", "adblock=-").AssertDone().Output;
    }
}
