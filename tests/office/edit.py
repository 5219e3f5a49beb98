#!/usr/bin/env python3
"""Edits documents in LibreOffice as a person would, through its own commands, and saves them.

    edit.py PROFILE STEP...

PROFILE is an empty folder for LibreOffice's settings. Each step is one argument, its words divided by '|':

    open|PATH                close what is open and open this file
    save|PATH                write a copy: .docx, .odt or .pdf
    type|MARK|words          put words in place of those that the bookmark covers
    append|MARK|words        type words at their end
    enter|MARK|words         press Enter at their end and type
    empty|MARK               delete the words
    row-after|MARK|a|b|...   insert a row below the bookmark's and type into its cells, first to last ('' leaves one)
    delete-row|MARK          delete the bookmark's row
    move-row|MARK|MARK       cut the first one's row, cell by cell, and paste it into a new row below the second one's
    comment|MARK|author|words
    track | untrack          record changes from here on, or no longer
    accept | reject          accept or reject all recorded changes

One start of LibreOffice does for many documents: it is what costs time.
"""
import os, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue


def value(name, content):
    prop = PropertyValue()
    prop.Name, prop.Value = name, content
    return prop


def connect(profile):
    pipe = "caitien%d" % os.getpid()
    office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore",
                               "--nologo", "--nodefault", "--accept=pipe,name=%s;urp;" % pipe],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return office, resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        except Exception:
            if office.poll() is not None:
                raise SystemExit("soffice ended with %s" % office.returncode)
            time.sleep(0.1)
    raise SystemExit("soffice does not answer")


class Editor:
    def __init__(self, context, document):
        self.document, self.controller = document, document.getCurrentController()
        self.frame = self.controller.getFrame()
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def run(self, command, *arguments):
        self.dispatcher.executeDispatch(self.frame, ".uno:" + command, "", 0, arguments)

    def select(self, mark):
        marks = self.document.getBookmarks()
        if not marks.hasByName(mark):
            raise SystemExit("no bookmark %s; there are %s" % (mark, list(marks.getElementNames())[:200]))
        anchor = marks.getByName(mark).getAnchor()
        self.controller.select(anchor)
        return anchor

    def cursor(self):
        return self.controller.getViewCursor()

    def type(self, words):
        self.run("InsertText", value("Text", words))

    def cell_of(self, mark):
        """The table, the letters of the cell and the number of its row."""
        anchor = self.select(mark)
        cell = anchor.getText().CellName
        return anchor.TextTable, cell.rstrip("0123456789"), int("".join(filter(str.isdigit, cell)))

    def row_below(self, mark):
        """A new row below the bookmark's: its table and its number."""
        self.select(mark)
        self.cursor().collapseToEnd()
        self.run("InsertRowsAfter")
        table, _, row = self.cell_of(mark)
        return table, row + 1

    def columns(self, table, row):
        """The letters of the row's cells; those that a cell above covers have none."""
        return [letter for letter in "ABCDEFGHIJ" if "%s%d" % (letter, row) in table.getCellNames()]

    def move_row(self, mark, below):
        target, to = self.row_below(below)
        table, _, row = self.cell_of(mark)
        columns = self.columns(table, row)
        for column in columns:
            text = table.getCellByName("%s%d" % (column, row))
            if not text.getString():
                continue
            words = text.createTextCursor()
            words.gotoEnd(True)
            self.controller.select(words)
            self.run("Cut")
            self.controller.select(target.getCellByName("%s%d" % (column, to)).createTextCursor())
            self.run("Paste")
        self.controller.select(table.getCellByName("%s%d" % (columns[0], row)).createTextCursor())
        self.run("DeleteRows")

    def step(self, step):
        name, *rest = step.split("|")
        if name == "type":
            self.select(rest[0]); self.type(rest[1])
        elif name == "append":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.type(rest[1])
        elif name == "enter":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.run("InsertPara"); self.type(rest[1])
        elif name == "empty":
            self.select(rest[0]); self.run("Delete")
        elif name == "row-after":
            table, row = self.row_below(rest[0])
            for column, words in zip("ABCDEFGHIJ", rest[1:]):
                if words:
                    table.getCellByName("%s%d" % (column, row)).setString(words)
        elif name == "delete-row":
            self.select(rest[0]); self.cursor().collapseToEnd(); self.run("DeleteRows")
        elif name == "move-row":
            self.move_row(rest[0], rest[1])
        elif name == "comment":
            self.select(rest[0])
            self.run("InsertAnnotation", value("Text", rest[2]), value("Author", rest[1]))
        elif name in ("track", "untrack"):
            self.document.setPropertyValue("RecordChanges", name == "track")
        elif name == "accept":
            self.run("AcceptAllTrackedChanges")
        elif name == "reject":
            self.run("RejectAllTrackedChanges")
        elif name == "save":
            self.save(rest[0])
        else:
            raise SystemExit("unknown step " + name)

    def save(self, path):
        web = self.document.supportsService("com.sun.star.text.WebDocument")
        kinds = {".docx": "MS Word 2007 XML", ".odt": "writer8",
                 ".pdf": "writer_web_pdf_Export" if web else "writer_pdf_Export"}
        kind = kinds[os.path.splitext(path)[1]]
        self.document.storeToURL(url(path), (value("FilterName", kind),))


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def main():
    profile, *steps = sys.argv[1:]
    office, context = connect(profile)
    try:
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        editor = None
        for step in steps:
            name, _, path = step.partition("|")
            if name != "open":
                editor.step(step)
                continue
            if editor:
                editor.document.close(True)
            document = desktop.loadComponentFromURL(url(path), "_blank", 0, (value("Hidden", True),))
            editor = Editor(context, document)
        if editor:
            editor.document.close(True)
        try:
            desktop.terminate()
        except Exception:
            pass
    finally:
        time.sleep(0.2)
        office.kill()


main()
