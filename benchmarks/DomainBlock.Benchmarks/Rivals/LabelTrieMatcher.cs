namespace DomainBlock.Benchmarks.Rivals;

/// <summary>A tree of dictionaries, one a name with children, walked label by label from the right until a listed name or a stranger.</summary>
internal readonly struct LabelTrieMatcher : IBuiltFromNames<LabelTrieMatcher>
{
    private readonly Node _root;

    private LabelTrieMatcher(Node root) => _root = root;

    /// <inheritdoc/>
    public static LabelTrieMatcher Build(string[] names)
    {
        var root = new Node();
        foreach (string name in names)
            Add(root, name);
        return new LabelTrieMatcher(root);
    }

    /// <inheritdoc/>
    public bool IsBlocked(ReadOnlySpan<char> name)
    {
        Node node = _root;
        while (node.Children is { } children)
        {
            int dot = name.LastIndexOf('.');
            if (!children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[(dot + 1)..], out Node? child))
                return false;
            if (child.IsListed)
                return true;
            if (dot < 0)
                return false;
            node = child;
            name = name[..dot];
        }
        return false;
    }

    private static void Add(Node node, ReadOnlySpan<char> name)
    {
        // What stands below a listed name needs no node.
        while (!node.IsListed)
        {
            node.Children ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            int dot = name.LastIndexOf('.');
            var children = node.Children.GetAlternateLookup<ReadOnlySpan<char>>();
            ReadOnlySpan<char> label = name[(dot + 1)..];
            if (!children.TryGetValue(label, out Node? child))
                children[label] = child = new Node();
            if (dot < 0)
            {
                child.IsListed = true;
                child.Children = null;
                return;
            }
            node = child;
            name = name[..dot];
        }
    }

    private sealed class Node
    {
        public Dictionary<string, Node>? Children { get; set; }

        public bool IsListed { get; set; }
    }
}
