"""What code may rely on, and stumble over, when it uses `dataiku` inside a DSS; `stage` only makes the datasets."""
from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import Any

import numpy as np
import pandas as pd
import pytest

UTC_MOMENT = pd.Timestamp("2011-10-01T00:38:44.546", tz="UTC")


def kinds(frame: pd.DataFrame) -> dict[str, str]:
    """Return dtypes without what differs between pandas versions: the unit of times, the class of texts."""
    return {
        str(name): "text" if pd.api.types.is_object_dtype(dtype) or pd.api.types.is_string_dtype(dtype)
        else "utc" if isinstance(dtype, pd.DatetimeTZDtype) else "naive" if dtype.kind == "M" else str(dtype)
        for name, dtype in frame.dtypes.items()
    }


class TestSchema:
    def test_no_schema_raises_unless_told_otherwise(self, stage: Any) -> None:
        output = stage.output()
        with pytest.raises(Exception, match="has no schema"):
            output.read_schema()
        assert output.read_schema(raise_if_empty=False) == []

    def test_write_schema_replaces_names_types_and_comments(self, stage: Any) -> None:
        output = stage.output({"old": "string"})
        output.write_schema([{"name": "days", "type": "double", "comment": "in days"}])
        assert output.read_schema() == [{"name": "days", "type": "double", "comment": "in days"}]

    def test_an_unknown_type_raises(self, stage: Any) -> None:
        with pytest.raises(Exception, match="'timestamp'"):
            stage.output().write_schema([{"name": "when", "type": "timestamp"}])

    def test_a_frame_gives_types_but_no_comments(self, stage: Any) -> None:
        output = stage.output({"a": "string"})
        output.write_schema([{"name": "a", "type": "smallint", "comment": "finer and commented"}])
        output.write_with_schema(pd.DataFrame({
            "a": [1], "b": [1.5], "c": [True], "d": ["x"], "e": [UTC_MOMENT], "f": [UTC_MOMENT.tz_localize(None)],
            "g": pd.array([1], dtype="Int64"), "h": np.array([1], dtype="int32"),
        }))
        assert [(column["name"], column["type"]) for column in output.read_schema()] == [
            ("a", "bigint"), ("b", "double"), ("c", "boolean"), ("d", "string"), ("e", "date"), ("f", "datetimenotz"),
            ("g", "bigint"), ("h", "int"),
        ]
        assert [column for column in output.read_schema() if "comment" in column] == []

    def test_forced_types_come_as_names_dtypes_and_places_of_dates(self, stage: Any) -> None:
        schema = [{"name": "a", "type": "string"}, {"name": "b", "type": "date"}, {"name": "c", "type": "bigint"}]
        found = stage.dataiku.Dataset.get_dataframe_schema_st(schema)
        assert found == (["a", "b", "c"], {"a": np.object_, "c": np.int64}, [1])


class TestReadingWithInference:
    def test_no_rows_give_an_empty_frame_with_the_columns(self, stage: Any) -> None:
        frame = stage.dataset({"a": "string", "b": "bigint"}).get_dataframe()
        assert (list(frame.columns), len(frame)) == (["a", "b"], 0)

    def test_digits_in_a_string_column_become_numbers(self, stage: Any) -> None:
        frame = stage.dataset({"case": "string"}, [["007"], ["8"]]).get_dataframe()
        assert frame["case"].tolist() == [7, 8]

    def test_digits_with_a_missing_cell_become_floats(self, stage: Any) -> None:
        frame = stage.dataset({"case": "string", "b": "string"}, [["7", "x"], ["", "x"]]).get_dataframe()
        assert str(frame["case"].iloc[0]) == "7.0"
        assert math.isnan(frame["case"].iloc[1])

    @pytest.mark.parametrize("text", ["NA", "null", "N/A", "nan", "None", ""])
    def test_texts_that_look_missing_become_missing(self, stage: Any, text: str) -> None:
        frame = stage.dataset({"activity": "string"}, [[text], ["A"]]).get_dataframe()
        assert frame["activity"].isna().tolist() == [True, False]

    def test_keep_default_na_false_keeps_them(self, stage: Any) -> None:
        log = stage.dataset({"activity": "string"}, [["NA"], ["null"], [""]])
        assert log.get_dataframe(keep_default_na=False)["activity"].tolist() == ["NA", "null", ""]

    def test_na_values_add_to_them(self, stage: Any) -> None:
        log = stage.dataset({"activity": "string"}, [["-"], ["A"]])
        assert log.get_dataframe(na_values=["-"])["activity"].isna().tolist() == [True, False]

    def test_dates_arrive_as_utc(self, stage: Any) -> None:
        frame = stage.dataset({"time": "date"}, [["2011-10-01T00:38:44.546Z"], [""]]).get_dataframe()
        assert kinds(frame) == {"time": "utc"}
        assert (frame["time"].iloc[0], frame["time"].isna().tolist()) == (UTC_MOMENT, [False, True])

    def test_texts_with_tabs_quotes_and_newlines_survive(self, stage: Any) -> None:
        texts = ["a\tb", 'say "hello"', "two\nlines", "two\r\nlines", "→ é", "<script>", " ", "a,b", "\\N", "'"]
        frame = stage.dataset({"text": "string"}, [[text] for text in texts]).get_dataframe()
        assert frame["text"].tolist() == texts


class TestReadingWithTheSchemasTypes:
    def read(self, stage: Any, column_type: str, texts: list[str], **options: Any) -> pd.DataFrame:
        log = stage.dataset({"a": column_type, "b": "string"}, [[text, "x"] for text in texts])
        return log.get_dataframe(infer_with_pandas=False, **options)

    def test_strings_stay_text(self, stage: Any) -> None:
        frame = self.read(stage, "string", ["007", "1.0", "true"])
        assert (frame["a"].tolist(), frame["a"].dtype) == (["007", "1.0", "true"], np.dtype(object))

    def test_strings_that_look_missing_are_missing_even_so(self, stage: Any) -> None:
        assert self.read(stage, "string", ["NA", "A"])["a"].isna().tolist() == [True, False]

    def test_numbers_and_booleans_have_their_dtypes(self, stage: Any) -> None:
        log = stage.dataset({"a": "bigint", "b": "double", "c": "boolean"}, [["1", "1", "true"], ["2", "", "false"]])
        assert kinds(log.get_dataframe(infer_with_pandas=False)) == {"a": "int64", "b": "float64", "c": "bool"}

    def test_an_empty_integer_fails_the_whole_read(self, stage: Any) -> None:
        with pytest.raises(ValueError, match="Integer column has NA values"):
            self.read(stage, "bigint", ["1", ""])

    def test_an_empty_boolean_fails_the_whole_read(self, stage: Any) -> None:
        with pytest.raises(ValueError, match="Bool column has NA values"):
            self.read(stage, "boolean", ["true", ""])

    def test_int_as_float_bears_an_empty_integer(self, stage: Any) -> None:
        assert kinds(self.read(stage, "bigint", ["1", ""], int_as_float=True))["a"] == "float64"

    def test_nullable_integers_bear_an_empty_integer(self, stage: Any) -> None:
        frame = self.read(stage, "bigint", ["9007199254740993", ""], use_nullable_integers=True)
        assert (kinds(frame)["a"], frame["a"].iloc[0]) == ("Int64", 9007199254740993)

    def test_bool_as_str_bears_an_empty_boolean(self, stage: Any) -> None:
        frame = self.read(stage, "boolean", ["true", ""], bool_as_str=True)
        assert (frame["a"].iloc[0], frame["a"].isna().tolist()) == ("true", [False, True])

    def test_these_options_do_nothing_with_inference(self, stage: Any) -> None:
        log = stage.dataset({"a": "bigint", "b": "boolean"}, [["1", "true"]])
        assert kinds(log.get_dataframe(int_as_float=True, bool_as_str=True)) == {"a": "int64", "b": "bool"}

    def test_dates_are_utc_when_parsed_and_text_when_not(self, stage: Any) -> None:
        frame = self.read(stage, "date", ["2011-10-01T00:38:44.546Z", ""])
        assert (kinds(frame)["a"], frame["a"].iloc[0]) == ("utc", UTC_MOMENT)
        log = stage.dataiku.Dataset("log")
        texts = log.get_dataframe(infer_with_pandas=False, parse_dates=False)
        assert texts["a"].iloc[0] == "2011-10-01T00:38:44.546Z"

    def test_times_without_zone_are_naive(self, stage: Any) -> None:
        log = stage.dataset({"a": "datetimenotz", "b": "dateonly"}, [["2011-10-01T00:38:44.546", "2011-10-01"]])
        frame = log.get_dataframe(infer_with_pandas=False)
        assert kinds(frame) == {"a": "naive", "b": "naive"}

    def test_override_dtypes_come_last(self, stage: Any) -> None:
        frame = self.read(stage, "bigint", ["1"], override_dtypes={"a": np.float64})
        assert kinds(frame)["a"] == "float64"


class TestColumnsSamplesAndChunks:
    def test_columns_come_in_the_order_asked(self, stage: Any) -> None:
        log = stage.dataset({"a": "string", "b": "string", "c": "string"}, [["1", "2", "3"]])
        assert log.get_dataframe(columns=["c", "a"]).to_dict("records") == [{"c": 3, "a": 1}]

    def test_an_unknown_column_raises(self, stage: Any) -> None:
        with pytest.raises(Exception, match="Unknown column 'b'"):
            stage.dataset({"a": "string"}, [["1"]]).get_dataframe(columns=["b"])

    def test_a_name_with_a_comma_cannot_be_asked_for(self, stage: Any) -> None:
        log = stage.dataset({"a,b": "string"}, [["1"]])
        with pytest.raises(Exception, match="Unknown column 'a'"):
            log.get_dataframe(columns=["a,b"])
        assert log.get_dataframe()["a,b"].tolist() == [1]

    def test_limit_takes_the_first_rows(self, stage: Any) -> None:
        assert stage.dataset({"a": "bigint"}, [["1"], ["2"], ["3"]]).get_dataframe(limit=2)["a"].tolist() == [1, 2]

    def test_a_ratio_takes_some_rows(self, stage: Any) -> None:
        log = stage.dataset({"a": "bigint"}, [[str(number)] for number in range(1000)])
        assert 400 < len(log.get_dataframe(sampling="random", ratio=0.5)) < 600

    def test_chunks_are_typed_each_on_its_own(self, stage: Any) -> None:
        log = stage.dataset({"a": "string"}, [["1"], ["2"], ["x"]])
        chunks = list(log.iter_dataframes(chunksize=2))
        assert [chunk["a"].tolist() for chunk in chunks] == [[1, 2], ["x"]]

    def test_chunks_of_forced_types_name_all_columns(self, stage: Any) -> None:
        log = stage.dataset({"a": "string", "t": "date"}, [["007", "2011-10-01T00:38:44.546Z"], ["NA", ""]])
        names, dtypes, dates = log.get_dataframe_schema_st(log.read_schema())
        chunks = list(log.iter_dataframes_forced_types(names, dtypes, dates, chunksize=1, keep_default_na=False))
        assert [chunk["a"].tolist() for chunk in chunks] == [["007"], ["NA"]]
        assert chunks[0]["t"].iloc[0] == UTC_MOMENT

    def test_rows_are_cast_by_the_schema(self, stage: Any) -> None:
        log = stage.dataset(
            {"a": "string", "b": "bigint", "c": "double", "d": "boolean", "e": "date"},
            [["007", "7", "1.5", "true", "2011-10-01T00:38:44.546Z"], ["NA", "", "", "", ""]],
        )
        moment = datetime(2011, 10, 1, 0, 38, 44, 546000, tzinfo=timezone.utc)
        expected = [("007", 7, 1.5, True, moment), ("NA", None, None, None, None)]
        assert list(log.iter_tuples()) == expected
        assert list(log.iter_rows(columns=["b", "a"])) == [{"b": 7, "a": "007"}, {"b": None, "a": "NA"}]


class TestRawStream:
    def test_it_is_tab_separated_with_doubled_quotes(self, stage: Any) -> None:
        log = stage.dataset({"a": "string", "t": "date"}, [['say "é"\t', "2011-10-01T00:38:44.546789Z"], ["", ""]])
        with log.raw_formatted_data(columns=["t", "a"], read_session_id="one") as stream:
            assert stream.read().decode("utf-8") == '2011-10-01T00:38:44.546Z\t"say ""é""\t"\n\t\n'
        log.verify_read("one")

    def test_it_may_have_a_header(self, stage: Any) -> None:
        with stage.dataset({"a": "string"}, [["1"]]).raw_formatted_data(format="tsv-excel-header") as stream:
            assert stream.read() == b"a\n1\n"

    def test_an_unknown_format_raises(self, stage: Any) -> None:
        with pytest.raises(Exception, match="Unknown format 'xml'"):
            stage.dataset({"a": "string"}).raw_formatted_data(format="xml")

    def test_a_broken_stream_just_ends_and_verify_read_raises(self, stage: Any) -> None:
        log = stage.dataset({"a": "string"}, [["1"], ["2"], ["3"]])
        stage.project.dataset("log").break_reads(after_rows=2)
        with log.raw_formatted_data(read_session_id="broken") as stream:
            assert stream.read() == b"1\n2\n"
        with pytest.raises(Exception, match="Reading dataset failed"):
            log.verify_read("broken")

    def test_frames_of_a_broken_stream_raise_at_its_end(self, stage: Any) -> None:
        log = stage.dataset({"a": "string"}, [["1"], ["2"], ["3"]])
        stage.project.dataset("log").break_reads(after_rows=2)
        with pytest.raises(Exception, match="broke off after 2 rows"):
            log.get_dataframe()
        seen: list[list[int]] = []
        with pytest.raises(Exception, match="broke off after 2 rows"):
            seen.extend(chunk["a"].tolist() for chunk in log.iter_dataframes(chunksize=1))
        assert seen == [[1], [2]]

    def test_a_dataset_that_is_not_built_cannot_be_read(self, stage: Any) -> None:
        with pytest.raises(Exception, match="not built"):
            stage.output({"a": "string"}).get_dataframe()


class TestWriting:
    def test_rows_before_a_schema_raise(self, stage: Any) -> None:
        with pytest.raises(Exception, match="has no schema"):
            stage.output().write_dataframe(pd.DataFrame({"a": [1]}))

    def test_no_rows_make_a_built_empty_dataset(self, stage: Any) -> None:
        output = stage.output({"a": "string"})
        with output.get_writer():
            pass
        assert stage.rows() == []

    def test_write_dataframe_keeps_types_and_comments(self, stage: Any) -> None:
        output = stage.output()
        output.write_schema([{"name": "a", "type": "double", "comment": "in days"}])
        output.write_dataframe(pd.DataFrame({"a": [1]}))
        assert output.read_schema() == [{"name": "a", "type": "double", "comment": "in days"}]
        assert stage.rows() == [["1"]]

    def test_writing_replaces(self, stage: Any) -> None:
        output = stage.output({"a": "bigint"})
        output.write_dataframe(pd.DataFrame({"a": [1, 2]}))
        output.write_dataframe(pd.DataFrame({"a": [3]}))
        assert stage.rows() == [["3"]]

    def test_a_writer_takes_frames_dicts_and_tuples_in_turn(self, stage: Any) -> None:
        with stage.output({"a": "bigint", "b": "string"}).get_writer() as writer:
            writer.write_dataframe(pd.DataFrame({"a": [1], "b": ["x"]}))
            writer.write_row_dict({"b": "y"})
            writer.write_tuple((3, None))
            writer.write_row_array([4, "NA"])
        assert stage.rows() == [["1", "x"], ["", "y"], ["3", ""], ["4", "NA"]]

    def test_a_writer_not_closed_loses_its_rows(self, stage: Any) -> None:
        output = stage.output({"a": "bigint"})
        output.write_dataframe(pd.DataFrame({"a": [1]}))
        output.get_writer().write_tuple((2,))
        assert stage.rows() == [["1"]]

    def test_a_failing_with_block_loses_its_rows(self, stage: Any) -> None:
        output = stage.output({"a": "bigint"})
        with pytest.raises(Exception, match="cannot hold 'x'"), output.get_writer() as writer:
            writer.write_dataframe(pd.DataFrame({"a": [2, "x"]}))
        with pytest.raises(Exception, match="not built"):
            stage.rows()

    def test_a_closed_writer_takes_no_row(self, stage: Any) -> None:
        writer = stage.output({"a": "bigint"}).get_writer()
        writer.write_tuple((1,))
        writer.close()
        with pytest.raises(Exception, match="closed"):
            writer.write_tuple((2,))

    @pytest.mark.parametrize("frame", [{"a": [1]}, {"a": [1], "b": [1], "c": [1]}, {"b": [1], "a": [1]}])
    def test_a_frame_of_other_columns_raises(self, stage: Any, frame: dict[str, list[int]]) -> None:
        with pytest.raises(Exception, match="schema"):
            stage.output({"a": "bigint", "b": "bigint"}).write_dataframe(pd.DataFrame(frame))

    @pytest.mark.parametrize(
        ("column_type", "value"),
        [("bigint", "abc"), ("bigint", 1.5), ("int", 2**31), ("double", "1,5"), ("boolean", "yes"), ("date", "soon")],
    )
    def test_a_value_that_does_not_fit_raises_with_column_row_and_value(
        self, stage: Any, column_type: str, value: Any
    ) -> None:
        frame = pd.DataFrame({"a": pd.Series([None, value], dtype=object)})
        with pytest.raises(Exception, match=rf"'a' is of type {column_type} and cannot hold .*\(row 2\)"):
            stage.output({"a": column_type}).write_dataframe(frame)

    @pytest.mark.parametrize(
        ("column_type", "value", "stored"),
        [
            ("bigint", 3.0, "3"), ("bigint", "3.0", "3"), ("bigint", np.int64(2**62), str(2**62)),
            ("double", 0.1, "0.1"), ("double", 1e300, "1e+300"), ("double", float("nan"), ""),
            ("string", 1.0, "1.0"), ("string", "NA", "NA"), ("string", True, "true"), ("string", None, ""),
            ("boolean", True, "true"), ("boolean", "False", "false"), ("boolean", pd.NA, ""),
            ("date", pd.Timestamp("2011-10-01T02:38:44.546+02:00"), "2011-10-01T00:38:44.546Z"),
            ("date", pd.Timestamp("2011-10-01T02:38:44"), "2011-10-01T02:38:44.000Z"),
            ("date", pd.Timestamp("2011-10-01T02:38:44.000001"), "2011-10-01T02:38:44.000001Z"),
            ("date", "2011-10-01 02:38:44.5+0200", "2011-10-01T00:38:44.500Z"), ("date", pd.NaT, ""),
            ("datetimenotz", pd.Timestamp("2011-10-01T02:38:44"), "2011-10-01T02:38:44.000"),
            ("dateonly", pd.Timestamp("2011-10-01T02:38:44"), "2011-10-01"), ("object", {"é": [1]}, '{"é": [1]}'),
        ],
    )
    def test_values_are_stored_as(self, stage: Any, column_type: str, value: Any, stored: str) -> None:
        output = stage.output({"a": column_type, "b": column_type, "c": "string"})
        plain = pd.Series([value, value])
        output.write_dataframe(pd.DataFrame({"a": plain, "b": plain.astype(object), "c": ["x", "y"]}))
        assert stage.rows() == [[stored, stored, "x"], [stored, stored, "y"]]

    def test_what_is_written_is_what_is_read(self, stage: Any) -> None:
        frame = pd.DataFrame({"a": ["x\ty", 'say "a"'], "b": [1, 2], "c": [0.1, 1e-300], "d": [UTC_MOMENT, UTC_MOMENT]})
        output = stage.output()
        output.write_with_schema(frame)
        back = stage.dataiku.Dataset("output").get_dataframe(infer_with_pandas=False)
        pd.testing.assert_frame_equal(back, frame, check_dtype=False)


class TestFlow:
    def test_outside_a_recipe_everything_may_be_used(self, stage: Any) -> None:
        assert stage.dataset({"a": "string"}, [["x"]]).get_dataframe()["a"].tolist() == ["x"]

    def test_a_dataset_the_recipe_does_not_declare_raises(self, stage: Any) -> None:
        stage.dataset({"a": "string"}, [["x"]], "other")
        stage.run(script="recipe.py", inputs={"in": ["log"]})
        with pytest.raises(Exception, match="declare it as input or output of your recipe"):
            stage.dataiku.Dataset("other")
        assert stage.dataiku.Dataset("other", ignore_flow=True).get_dataframe()["a"].tolist() == ["x"]

    def test_an_input_cannot_be_written(self, stage: Any) -> None:
        stage.dataset({"a": "string"}, [["x"]])
        stage.run(script="recipe.py", inputs={"in": ["log"]}, outputs={"out": ["output"]})
        with pytest.raises(Exception, match="declare it as output"):
            stage.dataiku.Dataset("TEST.log").write_with_schema(pd.DataFrame({"a": ["y"]}))
        assert stage.rows("log") == [["x"]]

    def test_an_output_can_be_read_only_when_it_is_an_input_too(self, stage: Any) -> None:
        stage.dataset({"a": "string"}, [["x"]])
        stage.run(script="recipe.py", outputs={"out": ["log"]})
        with pytest.raises(Exception, match="declare it as input"):
            stage.dataiku.Dataset("log").get_dataframe()
        stage.run(script="recipe.py", inputs={"in": ["log"]}, outputs={"out": ["log"]})
        assert len(stage.dataiku.Dataset("log").get_dataframe()) == 1

    def test_an_output_in_append_mode_keeps_its_rows(self, stage: Any) -> None:
        stage.dataset({"a": "bigint"}, [["1"]])
        stage.run(script="recipe.py", outputs={"out": ["log"]}, append_to=["log"])
        stage.dataiku.Dataset("log").write_dataframe(pd.DataFrame({"a": [2]}))
        assert stage.rows("log") == [["1"], ["2"]]

    def test_names_of_roles_are_full_and_folders_are_ids(self, stage: Any) -> None:
        stage.project.create_folder("models")
        stage.run(script="recipe.py", inputs={"log": ["log"], "models": ["models"]}, outputs={"out": ["output"]})
        recipe = stage.customrecipe
        assert recipe.get_input_names() == ["TEST.log", "models"]
        assert recipe.get_input_names(full=False) == ["log", "models"]
        assert recipe.get_input_names_for_role("log") == ["TEST.log"]
        assert recipe.get_input_names_for_role("none") == []
        assert recipe.get_output_names() == recipe.get_output_names_for_role("out") == ["TEST.output"]

    def test_another_project_is_not_there(self, stage: Any) -> None:
        with pytest.raises(Exception, match="Project 'OTHER' does not exist"):
            stage.dataiku.Dataset("OTHER.log")


class TestAboutADataset:
    def test_full_name_config_and_location(self, stage: Any) -> None:
        log = stage.dataset({"a": "string"}, [["x"]])
        assert (log.full_name, log.short_name, stage.dataiku.default_project_key()) == ("TEST.log", "log", "TEST")
        assert (log.get_config()["type"], log.get_config()["managed"]) == ("Filesystem", True)
        assert log.get_config()["schema"]["columns"] == [{"name": "a", "type": "string"}]
        assert log.get_location_info()["locationInfoType"] == "FS"
        assert log.list_partitions() == ["NP"]
        assert [file["size"] for file in log.get_files_info()["globalPaths"]] == [2]
        assert stage.dataiku.Dataset.list() == ["log"]

    def test_variables_are_texts_unless_typed(self, stage: Any) -> None:
        assert stage.dataiku.get_custom_variables(typed=True) == {}


class TestFolder:
    @pytest.fixture
    def models(self, stage: Any) -> Any:
        stage.project.create_folder("models")
        return stage.dataiku.Folder("models")

    def test_no_files(self, models: Any) -> None:
        assert models.list_paths_in_partition() == []

    def test_paths_begin_with_a_slash(self, models: Any) -> None:
        models.upload_data("b.pnml", b"net")
        models.upload_data("/deep/a.bpmn", b"")
        assert models.list_paths_in_partition() == ["/b.pnml", "/deep/a.bpmn"]
        with models.get_download_stream("b.pnml") as stream:
            assert stream.read() == b"net"

    def test_details_of_a_path(self, models: Any) -> None:
        models.upload_data("deep/a.bpmn", b"four")
        details = models.get_path_details("/deep")
        assert (details["exists"], details["directory"], details["fullPath"]) == (True, True, "/deep")
        assert [(child["fullPath"], child["size"]) for child in details["children"]] == [("/deep/a.bpmn", 4)]
        assert models.get_path_details("/none")["exists"] is False

    def test_writer_and_json(self, models: Any) -> None:
        with models.get_writer("a.txt") as stream:
            stream.write(b"x")
        models.write_json("a.json", {"é": 1})
        assert models.read_json("a.json") == {"é": 1}

    def test_id_name_info_and_path(self, models: Any) -> None:
        assert (models.get_id(), models.get_name()) == ("models", "models")
        assert models.get_info()["projectKey"] == "TEST"
        assert models.get_path().endswith("models")

    def test_deleting_and_clearing(self, models: Any) -> None:
        for path in ("a", "b/c", "d/e"):
            models.upload_data(path, b"")
        models.delete_path("/b")
        models.delete_path("/nothing")
        assert models.list_paths_in_partition() == ["/a", "/d/e"]
        models.clear()
        assert models.list_paths_in_partition() == []

    @pytest.mark.parametrize("path", ["../project.json", "/../x", "a/../../x", "/.."])
    def test_no_path_leads_out(self, models: Any, path: str) -> None:
        with pytest.raises(Exception, match="leads out of"):
            models.get_download_stream(path)
        with pytest.raises(Exception, match="leads out of"):
            models.upload_data(path, b"")

    def test_a_missing_file_raises(self, models: Any) -> None:
        with pytest.raises(Exception, match="no file 'none'"):
            models.get_download_stream("none")

    def test_an_undeclared_folder_raises_and_an_input_cannot_be_written(self, stage: Any, models: Any) -> None:
        stage.run(script="recipe.py")
        with pytest.raises(Exception, match="declare it as input or output of your recipe"):
            stage.dataiku.Folder("models")
        stage.run(script="recipe.py", inputs={"models": ["models"]})
        with pytest.raises(Exception, match="declare it as output"):
            stage.dataiku.Folder("models").upload_data("a", b"")
